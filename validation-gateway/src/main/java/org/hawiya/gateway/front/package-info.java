/** What every page and address shares: languages, security headers, error pages, rate limits. */
@NullMarked
package org.hawiya.gateway.front;

import org.jspecify.annotations.NullMarked;
