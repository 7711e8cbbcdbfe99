/** The gateway's own sealed copy of what enrolment told it, and the feed that fills it. */
@NullMarked
package org.hawiya.gateway.records;

import org.jspecify.annotations.NullMarked;
