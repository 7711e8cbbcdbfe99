/** Owns prints and the exceptions for fingers that cannot be taken. */
@NullMarked
package org.hawiya.enrollment.capture;

import org.jspecify.annotations.NullMarked;
