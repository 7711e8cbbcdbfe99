package org.hawiya.ledger;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom an entry is about, as 32 bytes that say nothing without the ledger's subject key: {@link
 * Ledger#subjectOf} makes them. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Subject(byte[] value) {
    private static final int BYTES = 32;
    private static final Subject NOBODY = new Subject(new byte[BYTES]);

    public Subject {
        if (value.length != BYTES) {
            throw new IllegalArgumentException("a subject has 32 bytes, not " + value.length);
        }
        value = value.clone();
    }

    /** For acts that concern no single person. */
    public static Subject nobody() {
        return NOBODY;
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subject subject && Arrays.equals(value, subject.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }
}
