package org.hawiya.gateway.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** 128 random bits: a name that nobody guesses, though it proves nothing. */
public final class RandomId {
    public static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomId() {}

    public static byte[] next() {
        byte[] id = new byte[BYTES];
        RANDOM.nextBytes(id);
        return id;
    }

    public static String text(byte[] id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when {@code text} is not an id's
     */
    public static byte[] parse(String text) {
        byte[] id = Base64.getUrlDecoder().decode(text);
        if (id.length != BYTES) {
            throw new IllegalArgumentException("not an id");
        }
        return id;
    }

    /** {@code digits} decimal digits, for people to compare. */
    public static String code(int digits) {
        var code = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            code.append(RANDOM.nextInt(10));
        }
        return code.toString();
    }
}
