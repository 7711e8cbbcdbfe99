package org.hawiya.card.terminal;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The key of one finger's container, not stored on the card: 32 bytes, AES-128 encryption key
 * first, AES-128 MAC key second. Whoever derives it (label "MOC-CONT", context serial, finger code,
 * version) sends it only through an open {@link GatewayCardSession}.
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record ContainerKey(byte[] value) {

    public static final int LENGTH = 32;

    public ContainerKey {
        if (value.length != LENGTH) {
            throw new IllegalArgumentException("A container key is 32 bytes, not " + value.length);
        }
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    byte[] encryption() {
        return Arrays.copyOfRange(value, 0, 16);
    }

    byte[] mac() {
        return Arrays.copyOfRange(value, 16, 32);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContainerKey that && MessageDigest.isEqual(value, that.value);
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
