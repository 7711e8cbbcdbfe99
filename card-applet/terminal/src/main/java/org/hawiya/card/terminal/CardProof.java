package org.hawiya.card.terminal;

import java.time.LocalDate;

/** How the card proves itself in the second half of the handshake. */
sealed interface CardProof {

    /** An operational card: certificate of its static key, and the derived channel key. */
    record Certified(CardTrust trust, CardKeys keys, LocalDate today) implements CardProof {}

    /** A card before its personalisation ends: the transport key. */
    record Blank(TransportKey key) implements CardProof {}
}
