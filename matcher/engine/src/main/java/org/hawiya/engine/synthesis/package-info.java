/**
 * Owns synthetic fingerprints: people, the masters of their fingers, impressions of those masters,
 * and minutiae templates drawn without an image, all from a seed.
 */
@NullMarked
package org.hawiya.engine.synthesis;

import org.jspecify.annotations.NullMarked;
