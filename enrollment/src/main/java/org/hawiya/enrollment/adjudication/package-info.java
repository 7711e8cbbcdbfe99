/** Owns the cases that an examiner decides: are two records one person? */
@NullMarked
package org.hawiya.enrollment.adjudication;

import org.jspecify.annotations.NullMarked;
