package org.hawiya.card.terminal.relay;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.hawiya.card.terminal.CardProtocolException;

/**
 * One numbered message of the relay: type (1 byte), number (4 bytes, big endian), payload.
 *
 * @param sequence the server numbers its frames from 1 on; an answer carries the number of what it
 *     answers
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record RelayFrame(FrameType type, int sequence, byte[] payload) {

    /** No message of either side is longer. */
    public static final int MAX_BYTES = 512 * 1024;

    private static final int HEADER = 5;

    public RelayFrame {
        if (payload.length > MAX_BYTES - HEADER) {
            throw new CardProtocolException.LimitExceeded("A relay frame above 512 KiB");
        }
        payload = payload.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    public byte[] encode() {
        return ByteBuffer.allocate(HEADER + payload.length)
                .put((byte) type.code())
                .putInt(sequence)
                .put(payload)
                .array();
    }

    /**
     * Reads a message.
     *
     * @throws CardProtocolException.Malformed for an unknown type or a message of less than 5 bytes
     */
    public static RelayFrame decode(byte[] message) {
        if (message.length < HEADER) {
            throw new CardProtocolException.Malformed("A relay frame of less than 5 bytes");
        }
        if (message.length > MAX_BYTES) {
            throw new CardProtocolException.LimitExceeded("A relay frame above 512 KiB");
        }
        for (FrameType type : FrameType.values()) {
            if (type.code() == (message[0] & 0xFF)) {
                return new RelayFrame(
                        type,
                        ByteBuffer.wrap(message, 1, 4).getInt(),
                        Arrays.copyOfRange(message, HEADER, message.length));
            }
        }
        throw new CardProtocolException.Malformed("A relay frame of an unknown type");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RelayFrame that
                && type == that.type
                && sequence == that.sequence
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * sequence + type.hashCode();
    }

    @Override
    public String toString() {
        return "RelayFrame[" + type + ", " + sequence + ", " + payload.length + " bytes]";
    }
}
