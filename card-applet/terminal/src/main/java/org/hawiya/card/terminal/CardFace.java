package org.hawiya.card.terminal;

import java.util.Arrays;
import java.util.List;

/**
 * What a card says to anybody who selects it: nothing that tells it from another.
 *
 * @param version of the applet's interface
 * @param suite 1: P-256, SHA-256, AES-128
 * @param lifeCycle as in {@link CardStatus}
 */
public record CardFace(int version, int suite, int lifeCycle) {

    /**
     * Selects the applet; a session that was open ends.
     *
     * @throws CardProtocolException.CommandRefused when the card has no such applet
     */
    public static CardFace read(CardChannel line) {
        byte[] answer =
                line.transceive(CommandApdu.of(0xA4, 4, 0, Handshake.APPLICATION).encoded());
        StatusWord status = StatusWord.of(answer);
        if (!status.isOk()) {
            throw new CardProtocolException.CommandRefused("SELECT", status);
        }
        byte[] fci = Arrays.copyOf(answer, answer.length - 2);
        List<Tlv> own = Tlv.parse(Tlv.only(Tlv.parse(Tlv.single(fci, 0x6F)), 0xA5));
        return new CardFace(one(own, 0x80), one(own, 0x81), one(own, 0x82));
    }

    private static int one(List<Tlv> objects, int tag) {
        byte[] value = Tlv.only(objects, tag);
        if (value.length != 1) {
            throw new CardProtocolException.Malformed("The card's FCI");
        }
        return value[0];
    }
}
