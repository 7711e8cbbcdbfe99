/** Owns the other end of the card: APDUs, handshake, secure messaging, personalisation, relay. */
@NullMarked
package org.hawiya.card.terminal;

import org.jspecify.annotations.NullMarked;
