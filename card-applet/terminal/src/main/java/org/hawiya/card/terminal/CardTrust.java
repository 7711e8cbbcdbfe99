package org.hawiya.card.terminal;

import java.security.interfaces.ECPublicKey;

/** The authority whose signature makes a card genuine. */
public record CardTrust(HolderReference cardCa, ECPublicKey key) {}
