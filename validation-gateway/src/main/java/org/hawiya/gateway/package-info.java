/** The server for e-services: OpenID provider, card sessions, assertions. */
@NullMarked
package org.hawiya.gateway;

import org.jspecify.annotations.NullMarked;
