package org.hawiya.gateway.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A SHA-256 value. Secrets are kept by digest only, so that a copy of the database opens nothing.
 *
 * @param value 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Digest(byte[] value) {
    public static final int BYTES = 32;

    public Digest {
        if (value.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 value has 32 bytes");
        }
        value = value.clone();
    }

    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Digest of(byte[] bytes) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    /** In constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Digest";
    }
}
