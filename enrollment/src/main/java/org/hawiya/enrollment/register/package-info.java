/** Owns identities: numbers, their history, and the rule that one person has one. */
@NullMarked
package org.hawiya.enrollment.register;

import org.jspecify.annotations.NullMarked;
