/** Owns the pages of operators, supervisors and examiners. */
@NullMarked
package org.hawiya.enrollment.desk;

import org.jspecify.annotations.NullMarked;
