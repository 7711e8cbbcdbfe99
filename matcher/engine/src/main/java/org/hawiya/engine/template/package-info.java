/** Owns minutiae templates and their record formats. */
@NullMarked
package org.hawiya.engine.template;

import org.jspecify.annotations.NullMarked;
