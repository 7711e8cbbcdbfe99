package org.hawiya.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A commitment to what exactly was done, 32 bytes. The content itself stays with its owner, who can
 * prove later that it was this one, and who can erase it: the ledger then still verifies and says
 * nothing. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Detail(byte[] value) {
    /** Below this a guesser could try all nonces. */
    private static final int MIN_NONCE_BYTES = 16;

    private static final int MAX_NONCE_BYTES = 64;
    private static final int BYTES = 32;
    private static final Detail NONE = new Detail(new byte[BYTES]);

    public Detail {
        if (value.length != BYTES) {
            throw new IllegalArgumentException("a detail has 32 bytes, not " + value.length);
        }
        value = value.clone();
    }

    /** The event says it all. */
    public static Detail none() {
        return NONE;
    }

    /**
     * Commits to personal or guessable content (a decision's reason, a name): SHA-256 over the
     * nonce's length (1 byte), the nonce and the content. Without the nonce, which the owner keeps
     * beside the content and erases with it, nobody can test a guess.
     *
     * @param nonce 16 to 64 random bytes, used once
     */
    public static Detail commit(byte[] nonce, byte[] content) {
        if (nonce.length < MIN_NONCE_BYTES || nonce.length > MAX_NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce has 16 to 64 bytes, not " + nonce.length);
        }
        return hash(
                ByteBuffer.allocate(1 + nonce.length + content.length)
                        .put((byte) nonce.length)
                        .put(nonce)
                        .put(content)
                        .array());
    }

    /**
     * SHA-256 of content that is neither personal nor guessable: a signed assertion, a certificate,
     * a random identifier.
     */
    public static Detail hashOf(byte[] content) {
        return hash(content);
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Detail detail && Arrays.equals(value, detail.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }

    private static Detail hash(byte[] content) {
        try {
            return new Detail(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
