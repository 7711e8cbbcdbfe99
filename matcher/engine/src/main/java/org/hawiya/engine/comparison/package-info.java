/** Owns one-to-one comparison: a score for two templates. */
@NullMarked
package org.hawiya.engine.comparison;

import org.jspecify.annotations.NullMarked;
