/** Owns the order of applications and the search for each among all earlier ones. */
@NullMarked
package org.hawiya.enrollment.deduplication;

import org.jspecify.annotations.NullMarked;
