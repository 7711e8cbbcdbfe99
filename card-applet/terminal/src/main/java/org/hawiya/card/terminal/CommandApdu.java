package org.hawiya.card.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A command before it is cut to the line's size.
 *
 * @param cla class byte
 * @param ins instruction
 * @param data 0 to 65,535 bytes
 * @param answer whether response data is expected (Le of as many as there are)
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never shared
record CommandApdu(int cla, int ins, int p1, int p2, byte[] data, boolean answer) {

    static CommandApdu of(int ins, int p1, int p2, byte[] data) {
        return new CommandApdu(0x00, ins, p1, p2, data, true);
    }

    byte[] header() {
        return new byte[] {(byte) cla, (byte) ins, (byte) p1, (byte) p2};
    }

    /** Short form while the data fits, extended form above 255 bytes. */
    byte[] encoded() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(header());
        boolean extended = data.length > 255;
        if (extended) {
            out.write(0);
            out.write(data.length >> 8);
        }
        if (data.length > 0) {
            out.write(data.length);
            out.writeBytes(data);
        }
        if (answer) {
            out.write(0);
            if (extended) {
                out.write(0);
            }
        }
        return out.toByteArray();
    }

    /** Reads a command of any of the seven cases of ISO/IEC 7816-3, 12.1.3. */
    static CommandApdu parse(byte[] apdu) {
        if (apdu.length < 4) {
            throw new CardProtocolException.Malformed("A command of less than four bytes");
        }
        byte[] data = new byte[0];
        boolean answer = false;
        if (apdu.length == 5) {
            answer = true;
        } else if (apdu.length > 5) {
            boolean extended = apdu[4] == 0 && apdu.length >= 7;
            int lengthBytes = extended ? 3 : 1;
            int length = extended ? ((apdu[5] & 0xFF) << 8) | (apdu[6] & 0xFF) : (apdu[4] & 0xFF);
            int start = 4 + lengthBytes;
            if (extended && apdu.length == 7) {
                return new CommandApdu(
                        apdu[0] & 0xFF, apdu[1] & 0xFF, apdu[2] & 0xFF, apdu[3] & 0xFF, data, true);
            }
            int rest = apdu.length - start - length;
            if (rest != 0 && rest != (extended ? 2 : 1)) {
                throw new CardProtocolException.Malformed("A command whose length is wrong");
            }
            data = Arrays.copyOfRange(apdu, start, start + length);
            answer = rest > 0;
        }
        return new CommandApdu(
                apdu[0] & 0xFF, apdu[1] & 0xFF, apdu[2] & 0xFF, apdu[3] & 0xFF, data, answer);
    }
}
