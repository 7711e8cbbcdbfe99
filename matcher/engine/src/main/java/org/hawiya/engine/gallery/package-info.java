/**
 * Owns one-to-many search: who is enrolled, who resembles a probe, and what is decided about it.
 */
@NullMarked
package org.hawiya.engine.gallery;

import org.jspecify.annotations.NullMarked;
