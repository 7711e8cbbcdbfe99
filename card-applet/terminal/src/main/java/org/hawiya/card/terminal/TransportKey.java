package org.hawiya.card.terminal;

import java.util.Arrays;

/**
 * The key that protects one blank card between its manufacture and its personalisation: 16 bytes,
 * different for each card, destroyed on the card when it becomes operational.
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record TransportKey(byte[] value) {

    public static final int LENGTH = 16;

    public TransportKey {
        if (value.length != LENGTH) {
            throw new IllegalArgumentException("A transport key is 16 bytes, not " + value.length);
        }
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportKey that
                && java.security.MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
