package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/**
 * Reads and writes BER-TLV in place. A cursor is an offset; reading past an end is 6A80.
 *
 * <p>After {@link #open} the cursor stands on the value and {@link #length} is its length. One object
 * for the whole applet, its two numbers transient.
 */
final class Tlv {
    private final short[] state;

    Tlv() {
        state =
                javacard.framework.JCSystem.makeTransientShortArray(
                        (short) 1, javacard.framework.JCSystem.CLEAR_ON_DESELECT);
    }

    /** Length of the value opened last. */
    short length() {
        return state[0];
    }

    /**
     * Enters the object at {@code at}, which must have that tag (one byte, or two with the first one
     * high) and end at or before {@code end}.
     *
     * @return where its value starts
     */
    short open(byte[] buf, short at, short end, short tag) {
        if (peek(buf, at, end) != tag) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        at = (short) (at + ((short) (tag & (short) 0xFF00) != 0 ? 2 : 1));
        require(at < end);
        short length = (short) (buf[at++] & 0xFF);
        if (length == 0x81) {
            require(at < end);
            length = (short) (buf[at++] & 0xFF);
        } else if (length == 0x82) {
            require((short) (end - at) >= 2);
            length = Util.getShort(buf, at);
            at += 2;
        } else {
            require(length < 0x80);
        }
        require(length >= 0 && length <= (short) (end - at));
        state[0] = length;
        return at;
    }

    /** As {@link #open}, and its length must be that. */
    short openExact(byte[] buf, short at, short end, short tag, short length) {
        at = open(buf, at, end, tag);
        require(state[0] == length);
        return at;
    }

    /** The tag at {@code at}; 0 at the end. */
    short peek(byte[] buf, short at, short end) {
        if (at >= end) {
            return 0;
        }
        short tag = (short) (buf[at] & 0xFF);
        if ((short) (tag & 0x1F) == 0x1F) {
            require((short) (end - at) >= 2);
            tag = Util.getShort(buf, at);
        }
        return tag;
    }

    /**
     * Writes a header; the value follows.
     *
     * @return where the value goes
     */
    static short header(byte[] buf, short at, short tag, short length) {
        if ((short) (tag & (short) 0xFF00) != 0) {
            buf[at++] = (byte) (tag >> 8);
        }
        buf[at++] = (byte) tag;
        if (length > 0xFF) {
            buf[at++] = (byte) 0x82;
            buf[at++] = (byte) (length >> 8);
        } else if (length > 0x7F) {
            buf[at++] = (byte) 0x81;
        }
        buf[at++] = (byte) length;
        return at;
    }

    static void require(boolean condition) {
        if (!condition) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
    }
}
