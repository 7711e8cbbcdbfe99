/** Owns the promise that a repeated request is the same act: its answer is kept with its effect. */
@NullMarked
package org.hawiya.enrollment.idempotency;

import org.jspecify.annotations.NullMarked;
