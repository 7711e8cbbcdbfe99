package org.hawiya.card.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Names a key in a card-verifiable certificate: country (2 letters), mnemonic, sequence, in all 1
 * to 16 printable ASCII characters (TR-03110-3, C.1.3), for example {@code AEHWGATE00001}.
 */
public record HolderReference(String value) {

    public static final int MAX_LENGTH = 16;

    public HolderReference {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("No holder reference: " + value);
        }
    }

    /**
     * The name a card's own certificates carry: a commitment to the serial (96 bits of its SHA-256
     * in base64url, 16 characters), so that a certificate alone does not show the serial.
     */
    public static HolderReference ofCard(CardSerial serial) {
        byte[] hash = Digests.sha256(serial.value());
        return new HolderReference(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, 12)));
    }

    byte[] encoded() {
        return value.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return value;
    }
}
