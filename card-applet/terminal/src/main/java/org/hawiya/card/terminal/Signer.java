package org.hawiya.card.terminal;

/** Signs with ECDSA, P-256, SHA-256; the key itself stays where it is held. */
@FunctionalInterface
public interface Signer {

    /**
     * Signs a message.
     *
     * @return r then s, 32 bytes each, big endian
     */
    byte[] sign(byte[] message);
}
