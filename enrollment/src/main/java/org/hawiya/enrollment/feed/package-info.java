/** Owns what the gateway may know, handed out in order over mutual TLS. */
@NullMarked
package org.hawiya.enrollment.feed;

import org.jspecify.annotations.NullMarked;
