/** The pages that a resident walks through, in Arabic and English, without a script. */
@NullMarked
package org.hawiya.gateway.pages;

import org.jspecify.annotations.NullMarked;
