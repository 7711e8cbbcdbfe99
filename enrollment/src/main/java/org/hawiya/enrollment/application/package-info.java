/** Owns applications: who asks for an identity, and how far the asking has come. */
@NullMarked
package org.hawiya.enrollment.application;

import org.jspecify.annotations.NullMarked;
