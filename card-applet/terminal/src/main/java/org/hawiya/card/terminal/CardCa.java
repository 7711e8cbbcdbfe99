package org.hawiya.card.terminal;

import java.security.interfaces.ECPublicKey;

/** The authority that certifies a new card's two keys. */
public record CardCa(HolderReference name, ECPublicKey key, Signer signer) {

    /** What those who check cards need of it. */
    public CardTrust trust() {
        return new CardTrust(name, key);
    }
}
