/** Owns the bit codes of local minutiae structure that the first stage of a search compares. */
@NullMarked
package org.hawiya.engine.descriptor;

import org.jspecify.annotations.NullMarked;
