package org.hawiya.card.terminal;

import java.util.Arrays;

/** A line to the card under secure messaging: plain commands in, plain answers out. */
final class SecureChannel {

    /**
     * One opened answer.
     *
     * @param data without the status word
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, never shared
    record Answer(byte[] data, StatusWord status) {

        /** The data of an answer that has to be 9000. */
        byte[] orRefuse(String command) {
            if (!status.isOk()) {
                throw new CardProtocolException.CommandRefused(command, status);
            }
            return data;
        }
    }

    private final CardChannel line;
    private final SecureMessaging messaging;

    SecureChannel(CardChannel line, byte[] keys) {
        this.line = line;
        this.messaging = new SecureMessaging(keys);
    }

    Answer send(int ins, int p1, int p2, byte[] data) {
        CommandApdu command = CommandApdu.of(ins, p1, p2, data);
        byte[] response = line.transceive(messaging.wrap(command).encoded());
        if (response.length < 2) {
            messaging.close();
            throw new CardProtocolException.ChannelBroken("A response of less than two bytes");
        }
        byte[] plain = messaging.unwrap((ins & 1) != 0, response);
        return new Answer(Arrays.copyOf(plain, plain.length - 2), StatusWord.of(plain));
    }

    void close() {
        messaging.close();
    }
}
