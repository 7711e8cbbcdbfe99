package org.hawiya.custody;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Key derivation in counter mode, NIST SP 800-108r1 section 4.1, with HMAC-SHA256 as the
 * pseudorandom function.
 */
public final class KeyDerivation {
    private static final int PRF_BYTES = 32;
    private static final int MAX_BYTES = 255 * PRF_BYTES;

    private KeyDerivation() {}

    /**
     * Derives {@code bytes} bytes from {@code master}: block {@code i} is {@code HMAC(master, i ‖
     * label ‖ 00 ‖ context ‖ L)} with {@code i} from 1 and {@code L} the length in bits, both four
     * bytes big-endian.
     *
     * @param label ASCII, the purpose; different purposes give unrelated keys
     * @param context what the key is for: a serial, a finger, a version, each of fixed length
     * @param bytes 1 to 8160
     */
    public static byte[] derive(
            KeyCustody custody, KeyName master, String label, byte[] context, int bytes) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(label) || label.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a label is ASCII without zero bytes");
        }
        byte[] name = label.getBytes(StandardCharsets.US_ASCII);
        byte[] fixed =
                ByteBuffer.allocate(name.length + 1 + context.length + Integer.BYTES)
                        .put(name)
                        .put((byte) 0)
                        .put(context)
                        .putInt(Math.multiplyExact(8, bytes))
                        .array();
        return counterMode(message -> custody.hmacSha256(master, message), fixed, bytes);
    }

    static byte[] counterMode(UnaryOperator<byte[]> prf, byte[] fixedInput, int bytes) {
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("cannot derive " + bytes + " bytes");
        }
        byte[] derived = new byte[bytes];
        byte[] input = new byte[Integer.BYTES + fixedInput.length];
        System.arraycopy(fixedInput, 0, input, Integer.BYTES, fixedInput.length);
        for (int block = 0; block * PRF_BYTES < bytes; block++) {
            ByteBuffer.wrap(input).putInt(block + 1);
            byte[] output = prf.apply(input);
            int offset = block * PRF_BYTES;
            System.arraycopy(output, 0, derived, offset, Math.min(PRF_BYTES, bytes - offset));
            Arrays.fill(output, (byte) 0);
        }
        return derived;
    }
}
