/** Owns the way of an act into the ledger: in the transaction of the act, and last. */
@NullMarked
package org.hawiya.enrollment.journal;

import org.jspecify.annotations.NullMarked;
