package org.hawiya.card.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Lets commands and responses of any length through a line of short APDUs: command chaining
 * (ISO/IEC 7816-4, 5.3.3) on the way in, GET RESPONSE after 61xx on the way out.
 */
public final class ChainingChannel implements CardChannel {

    /** The largest piece of a chain. */
    private static final int LINK = 255;

    /** No answer of the card is longer. */
    private static final int MAX_RESPONSE = 4096;

    private final CardChannel line;

    public ChainingChannel(CardChannel line) {
        this.line = line;
    }

    @Override
    public byte[] transceive(byte[] commandApdu) {
        CommandApdu command = CommandApdu.parse(commandApdu);
        byte[] data = command.data();
        int sent = 0;
        while (data.length - sent > LINK) {
            var link =
                    new CommandApdu(
                            command.cla() | 0x10,
                            command.ins(),
                            command.p1(),
                            command.p2(),
                            Arrays.copyOfRange(data, sent, sent + LINK),
                            false);
            byte[] answer = line.transceive(link.encoded());
            if (!StatusWord.of(answer).isOk()) {
                return answer;
            }
            sent += LINK;
        }
        var last =
                new CommandApdu(
                        command.cla(),
                        command.ins(),
                        command.p1(),
                        command.p2(),
                        Arrays.copyOfRange(data, sent, data.length),
                        command.answer());
        return collect(line.transceive(last.encoded()));
    }

    private byte[] collect(byte[] first) {
        var whole = new ByteArrayOutputStream();
        byte[] part = first;
        while (part.length >= 2 && part[part.length - 2] == 0x61) {
            whole.write(part, 0, part.length - 2);
            if (whole.size() > MAX_RESPONSE) {
                throw new CardProtocolException.LimitExceeded("A response without an end");
            }
            part = line.transceive(new byte[] {0, (byte) 0xC0, 0, 0, 0});
        }
        whole.writeBytes(part);
        return whole.toByteArray();
    }

    @Override
    public void close() {
        line.close();
    }
}
