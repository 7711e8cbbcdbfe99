package org.hawiya.card.terminal;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The card's serial number (CSN): 16 random bytes made for each card; no number of the person is in
 * it, and the card tells it to nobody but a proven gateway.
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record CardSerial(byte[] value) {

    public static final int LENGTH = 16;

    public CardSerial {
        if (value.length != LENGTH) {
            throw new IllegalArgumentException("A card serial is 16 bytes, not " + value.length);
        }
        value = value.clone();
    }

    /** A fresh random serial. */
    public static CardSerial random(SecureRandom random) {
        byte[] value = new byte[LENGTH];
        random.nextBytes(value);
        return new CardSerial(value);
    }

    /** Reads 32 hexadecimal digits. */
    public static CardSerial ofHex(String hex) {
        return new CardSerial(HexFormat.of().parseHex(hex));
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    public String toHex() {
        return HexFormat.of().formatHex(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CardSerial that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return toHex();
    }
}
