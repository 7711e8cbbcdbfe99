/** Relying parties: which e-services may ask, for what, and with which keys. */
@NullMarked
package org.hawiya.gateway.party;

import org.jspecify.annotations.NullMarked;
