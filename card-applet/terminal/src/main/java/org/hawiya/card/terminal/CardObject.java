package org.hawiya.card.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** Tags of what a card stores, and how objects longer than one command are read and written. */
final class CardObject {

    static final int CHANNEL_CERTIFICATE = 0xDF11;
    static final int ASSERTION_CERTIFICATE = 0xDF12;
    static final int FIRST_TRUST_POINT = 0xDF20;
    static final int TRUST_POINT = 0xDF21;
    static final int SECRETS = 0xDF31;
    static final int CONTAINER_PRIMARY = 0xDF96;
    static final int BIT_GROUP = 0x7F61;

    /** A piece that fits one short command under secure messaging. */
    static final int PIECE = 192;

    private static final int MAX_OBJECT = 8192;

    private CardObject() {}

    static void read(SecureChannel channel, int tag, ByteArrayOutputStream whole) {
        int total = Integer.MAX_VALUE;
        while (whole.size() < total) {
            byte[] answer =
                    channel.send(
                                    0xCB,
                                    0x3F,
                                    0xFF,
                                    Tlv.concat(
                                            Tlv.encode(0x5C, CardStatus.tagBytes(tag)),
                                            Tlv.encode(0x54, CardStatus.tagBytes(whole.size()))))
                            .orRefuse("GET DATA");
            List<Tlv> objects = Tlv.parse(answer);
            byte[] totalBytes = Tlv.only(objects, 0x80);
            byte[] piece = Tlv.only(objects, 0x53);
            if (totalBytes.length != 2 || piece.length == 0) {
                throw new CardProtocolException.Malformed("A piece of a data object");
            }
            total = ((totalBytes[0] & 0xFF) << 8) | (totalBytes[1] & 0xFF);
            whole.writeBytes(piece);
            if (whole.size() > MAX_OBJECT) {
                throw new CardProtocolException.LimitExceeded("A data object without an end");
            }
        }
    }

    static void write(SecureChannel channel, int tag, byte[] content) {
        int at = 0;
        do {
            int end = Math.min(content.length, at + PIECE);
            channel.send(
                            0xDB,
                            0x3F,
                            0xFF,
                            Tlv.concat(
                                    Tlv.encode(0x5C, CardStatus.tagBytes(tag)),
                                    Tlv.encode(0x54, CardStatus.tagBytes(at)),
                                    Tlv.encode(0x80, CardStatus.tagBytes(content.length)),
                                    Tlv.encode(0x53, Arrays.copyOfRange(content, at, end))))
                    .orRefuse("PUT DATA");
            at = end;
        } while (at < content.length);
    }
}
