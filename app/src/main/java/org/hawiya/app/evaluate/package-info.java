/** Accuracy and gallery measurements as commands. */
@NullMarked
package org.hawiya.app.evaluate;

import org.jspecify.annotations.NullMarked;
