/**
 * Owns every long-lived key: named, used through handles, kept in a PKCS#12 file or behind PKCS#11.
 */
@NullMarked
package org.hawiya.custody;

import org.jspecify.annotations.NullMarked;
