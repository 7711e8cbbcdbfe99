/**
 * The OpenID provider: codes, signed and encrypted ID tokens, pairwise subjects, claims by scope.
 */
@NullMarked
package org.hawiya.gateway.openid;

import org.jspecify.annotations.NullMarked;
