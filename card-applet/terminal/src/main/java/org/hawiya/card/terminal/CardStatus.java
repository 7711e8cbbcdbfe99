package org.hawiya.card.terminal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.hawiya.engine.FingerPosition;

/**
 * What a card tells a proven terminal about itself.
 *
 * @param lifeCycle 1 manufactured, 3 personalising, 5 operational, 15 terminated (ISO/IEC 7816-4,
 *     7.4.10)
 * @param fingers the enrolled fingers, by slot
 * @param lifetimeTries failures left of the slow counter
 * @param pinTries 0 when blocked or never set
 * @param assertionCounter of the last assertion made
 * @param written bit set of what personalisation has written so far
 */
public record CardStatus(
        int lifeCycle,
        List<Finger> fingers,
        int lifetimeTries,
        int pinTries,
        int pukTries,
        long assertionCounter,
        int keyVersion,
        int written) {

    static final int TAG = 0xDF30;
    private static final int LENGTH = 15;

    /** One container: its key reference (0x96, 0x97), the finger in it and its tries left. */
    public record Finger(int reference, FingerPosition position, int triesLeft) {}

    public CardStatus {
        fingers = List.copyOf(fingers);
    }

    static CardStatus read(SecureChannel channel) {
        byte[] answer =
                channel.send(0xCB, 0x3F, 0xFF, Tlv.encode(0x5C, tagBytes(TAG)))
                        .orRefuse("GET STATUS");
        return parse(Tlv.single(answer, TAG));
    }

    static CardStatus parse(byte[] value) {
        if (value.length != LENGTH) {
            throw new CardProtocolException.Malformed("A status of " + value.length + " bytes");
        }
        var fingers = new ArrayList<Finger>(2);
        for (int slot = 0; slot < 2; slot++) {
            int code = value[1 + slot];
            if (code != 0) {
                fingers.add(new Finger(0x96 + slot, position(code), value[3 + slot]));
            }
        }
        return new CardStatus(
                value[0],
                fingers,
                value[5] & 0xFF,
                value[6],
                value[7],
                ByteBuffer.wrap(value).getInt(8) & 0xFFFFFFFFL,
                value[12],
                ((value[13] & 0xFF) << 8) | (value[14] & 0xFF));
    }

    static byte[] tagBytes(int tag) {
        return new byte[] {(byte) (tag >> 8), (byte) tag};
    }

    private static FingerPosition position(int code) {
        if (code < 1 || code > 10) {
            throw new CardProtocolException.Malformed("No finger has the code " + code);
        }
        return FingerPosition.ofCode(code);
    }
}
