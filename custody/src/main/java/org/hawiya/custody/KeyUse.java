package org.hawiya.custody;

/** The one thing a key may be used for. A key never serves two purposes. */
public enum KeyUse {
    /** 32 secret bytes for HMAC-SHA256: key derivation and pseudonyms. */
    MAC,
    /** An AES-256 key for sealing records. */
    SEALING,
    /** A P-256 pair whose certificate says "end entity". */
    SIGNING,
    /** A P-256 pair whose certificate says "authority": it may certify others. */
    CERTIFYING;

    boolean isSecret() {
        return this == MAC || this == SEALING;
    }
}
