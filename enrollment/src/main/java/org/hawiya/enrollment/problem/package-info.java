/** Owns the catalogue of refusals and how they are told (RFC 9457). */
@NullMarked
package org.hawiya.enrollment.problem;

import org.jspecify.annotations.NullMarked;
