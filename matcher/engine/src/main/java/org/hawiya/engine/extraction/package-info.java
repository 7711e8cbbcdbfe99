/** Owns the way from an image to a template. */
@NullMarked
package org.hawiya.engine.extraction;

import org.jspecify.annotations.NullMarked;
