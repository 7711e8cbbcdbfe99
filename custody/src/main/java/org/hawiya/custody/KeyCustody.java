package org.hawiya.custody;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * The keeper of long-lived keys. Callers name a key and ask for a result; the key itself stays
 * inside. Thread-safe.
 *
 * <p>Every method throws {@link KeyMissingException} for an unknown key, {@link
 * TokenFailedException} when the device fails, and {@link IllegalArgumentException} when the key's
 * {@link KeyUse} is another (a defect of the caller).
 */
public interface KeyCustody extends AutoCloseable {
    /** HMAC-SHA256 over {@code message}: 32 bytes. The key must be a {@link KeyUse#MAC} key. */
    byte[] hmacSha256(KeyName name, byte[] message);

    /** ECDSA over P-256 with SHA-256: 64 bytes, r then s, big-endian. */
    byte[] signEs256(KeyName name, byte[] message);

    /** The certificate of a signing or certifying key. */
    X509Certificate certificate(KeyName name);

    /**
     * A handle for libraries that want a JCA key. It may be unable to leave its device, and then
     * has no encoded form.
     */
    PrivateKey privateKey(KeyName name);

    /**
     * AES-256-GCM: nonce (12 bytes, random) then ciphertext then tag (16 bytes). {@code
     * associatedData} is bound but not stored: give the record's identity, so that a sealed record
     * moved to another row does not open. One key seals at most 2^32 records (NIST SP 800-38D,
     * 8.3), which the wrapping of one data key per person does not reach.
     */
    byte[] seal(KeyName name, byte[] associatedData, byte[] plaintext);

    /**
     * Opens what {@link #seal} made.
     *
     * @throws SealBrokenException when a byte of the record or of its associated data differs
     */
    byte[] open(KeyName name, byte[] associatedData, byte[] sealed);

    boolean holds(KeyName name);

    /** Lets go of the keys. Nothing may be asked afterwards. */
    @Override
    void close();
}
