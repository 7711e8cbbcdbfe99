/** Synthetic prints as commands: writing sets of them, and judging them against real ones. */
@NullMarked
package org.hawiya.app.synthesize;

import org.jspecify.annotations.NullMarked;
