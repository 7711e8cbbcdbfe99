/** One request of an e-service from the first page to the answer. */
@NullMarked
package org.hawiya.gateway.login;

import org.jspecify.annotations.NullMarked;
