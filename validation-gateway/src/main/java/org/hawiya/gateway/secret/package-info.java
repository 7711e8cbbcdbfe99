/** Random secrets, and the digests by which they are looked up. */
@NullMarked
package org.hawiya.gateway.secret;

import org.jspecify.annotations.NullMarked;
