/** Owns the order in which changes leave the register. */
@NullMarked
package org.hawiya.enrollment.outbox;

import org.jspecify.annotations.NullMarked;
