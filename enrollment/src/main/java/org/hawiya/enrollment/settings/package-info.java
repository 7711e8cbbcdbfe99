/** Owns the server's configuration: what may be set, and which values are refused. */
@NullMarked
package org.hawiya.enrollment.settings;

import org.jspecify.annotations.NullMarked;
