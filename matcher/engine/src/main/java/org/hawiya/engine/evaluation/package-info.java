/** Owns the measuring of accuracy on images with known fingers. */
@NullMarked
package org.hawiya.engine.evaluation;

import org.jspecify.annotations.NullMarked;
