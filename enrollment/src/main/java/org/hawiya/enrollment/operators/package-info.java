/** Owns the people who work here: their accounts, roles and names. */
@NullMarked
package org.hawiya.enrollment.operators;

import org.jspecify.annotations.NullMarked;
