/** Owns the measure of how useful a print is for recognition. */
@NullMarked
package org.hawiya.engine.quality;

import org.jspecify.annotations.NullMarked;
