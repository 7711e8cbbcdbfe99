/** One card in one reader: the dialogue over the relay, and what came out of it. */
@NullMarked
package org.hawiya.gateway.session;

import org.jspecify.annotations.NullMarked;
