/** The hawiya command and the only place that sees both servers. */
@NullMarked
package org.hawiya.app;

import org.jspecify.annotations.NullMarked;
