/** Owns cards: blank stock, personalisation over the relay, loss. */
@NullMarked
package org.hawiya.enrollment.issuance;

import org.jspecify.annotations.NullMarked;
