/** Owns fingerprint images and the reading of image files that a stranger may have made. */
@NullMarked
package org.hawiya.engine.image;

import org.jspecify.annotations.NullMarked;
