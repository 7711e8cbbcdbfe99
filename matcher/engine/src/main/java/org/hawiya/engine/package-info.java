/**
 * Owns fingerprints: formats, images, quality, extraction, comparison, gallery, evaluation,
 * synthetic prints.
 */
@NullMarked
package org.hawiya.engine;

import org.jspecify.annotations.NullMarked;
