/** Owns each person's data key: what is sealed with it opens only while the key exists. */
@NullMarked
package org.hawiya.enrollment.vault;

import org.jspecify.annotations.NullMarked;
