package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/**
 * AES secure messaging (ICAO 9303-11, 9.8; TR-03110-3, appendix F). The counter rises before every
 * command and every response; the MAC is checked before anything is decrypted; data objects come in
 * one order only. Any fault erases the keys.
 */
final class SecureMessaging {
    /** Encryption key, then MAC key. */
    static final short KEYS = 32;

    static final short SW_OBJECTS_MISSING = 0x6987;
    static final short SW_OBJECTS_INCORRECT = 0x6988;

    private static final short BLOCK = 16;
    private static final short MAC = 8;

    private static final byte[] PADDING = {
        (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    // State: counter, IV or MAC, padded header, alive flag.
    private static final short COUNTER = 0;
    private static final short TAG = 16;
    private static final short HEADER = 32;
    private static final short ALIVE = 48;
    private static final short STATE = 49;
    private static final byte IS_ALIVE = 0x5A;

    private final AESKey encryption;
    private final AESKey authentication;
    private final Cipher block;
    private final Cipher chain;
    private final Signature cmac;
    private final byte[] state;

    SecureMessaging() {
        encryption =
                (AESKey)
                        KeyBuilder.buildKey(
                                KeyBuilder.TYPE_AES_TRANSIENT_DESELECT,
                                KeyBuilder.LENGTH_AES_128,
                                false);
        authentication =
                (AESKey)
                        KeyBuilder.buildKey(
                                KeyBuilder.TYPE_AES_TRANSIENT_DESELECT,
                                KeyBuilder.LENGTH_AES_128,
                                false);
        block = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD, false);
        chain = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD, false);
        cmac = Signature.getInstance(Signature.ALG_AES_CMAC_128, false);
        state = JCSystem.makeTransientByteArray(STATE, JCSystem.CLEAR_ON_DESELECT);
    }

    /** Starts with fresh keys and the counter at zero. */
    void start(byte[] keys, short off) {
        encryption.setKey(keys, off);
        authentication.setKey(keys, (short) (off + BLOCK));
        Util.arrayFillNonAtomic(state, COUNTER, BLOCK, (byte) 0);
        state[ALIVE] = IS_ALIVE;
    }

    boolean isAlive() {
        return state[ALIVE] == IS_ALIVE;
    }

    void stop() {
        Crypto.wipe(state);
        encryption.clearKey();
        authentication.clearKey();
    }

    /**
     * Opens a command in place.
     *
     * @param header CLA INS P1 P2 at its start
     * @param buf the command's data at 0; the plain data is left at 0
     * @return length of the plain data
     * @throws ISOException 6987 or 6988; the keys are gone then
     */
    short unwrap(byte[] header, byte[] buf, short length) {
        raise();
        boolean odd = (byte) (header[ISO7816.OFFSET_INS] & 1) != 0;
        byte dataTag = (byte) (odd ? 0x85 : 0x87);
        short at = 0;
        short dataAt = 0;
        short dataLength = 0;
        if (length > 0 && buf[0] == dataTag) {
            dataAt = lengthEnd(buf, (short) 1, length);
            dataLength = lengthAt(buf, (short) 1);
            at = (short) (dataAt + dataLength);
            if (dataLength <= 0 || at > length) {
                fail(SW_OBJECTS_INCORRECT);
            }
        }
        if ((short) (at + 1) < length && buf[at] == (byte) 0x97) {
            short le = (short) (buf[(short) (at + 1)] & 0xFF);
            if (le != 1 && le != 2) {
                fail(SW_OBJECTS_INCORRECT);
            }
            at = (short) (at + 2 + le);
        }
        short macAt = (short) (at + 2);
        if ((short) (length - at) < 2 || buf[at] != (byte) 0x8E) {
            fail(SW_OBJECTS_MISSING);
        }
        if (buf[(short) (at + 1)] != MAC || (short) (length - macAt) != MAC) {
            fail(SW_OBJECTS_INCORRECT);
        }
        Util.arrayCopyNonAtomic(header, (short) 0, state, HEADER, (short) 4);
        Util.arrayCopyNonAtomic(PADDING, (short) 0, state, (short) (HEADER + 4), (short) 12);
        mac(true, buf, at);
        if (!Crypto.equal(state, TAG, buf, macAt, MAC)) {
            fail(SW_OBJECTS_INCORRECT);
        }
        return dataLength == 0 ? 0 : decrypt(odd, buf, dataAt, dataLength);
    }

    /**
     * Protects a response in place.
     *
     * @param buf plain data at 0, with room for 36 bytes more; the protected data is left at 0
     * @return length of the protected data
     */
    short wrap(boolean odd, byte[] buf, short length, short status) {
        raise();
        short at = 0;
        if (length > 0) {
            short padded = (short) ((short) (length / BLOCK + 1) * BLOCK);
            short indicator = (short) (odd ? 0 : 1);
            short value = (short) (padded + indicator);
            short start = (short) ((value > 0xFF ? 4 : value > 0x7F ? 3 : 2) + indicator);
            Util.arrayCopyNonAtomic(buf, (short) 0, buf, start, length);
            Util.arrayCopyNonAtomic(
                    PADDING, (short) 0, buf, (short) (start + length), (short) (padded - length));
            iv();
            chain.init(encryption, Cipher.MODE_ENCRYPT, state, TAG, BLOCK);
            chain.doFinal(buf, start, padded, buf, start);
            at = Tlv.header(buf, (short) 0, (short) (odd ? 0x85 : 0x87), value);
            if (!odd) {
                buf[at++] = 1;
            }
            at = (short) (at + padded);
        }
        buf[at++] = (byte) 0x99;
        buf[at++] = 2;
        at = Util.setShort(buf, at, status);
        mac(false, buf, at);
        buf[at++] = (byte) 0x8E;
        buf[at++] = (byte) MAC;
        return Util.arrayCopyNonAtomic(state, TAG, buf, at, MAC);
    }

    private short decrypt(boolean odd, byte[] buf, short at, short length) {
        if (!odd) {
            if (buf[at] != 1) {
                fail(SW_OBJECTS_INCORRECT);
            }
            at++;
            length--;
        }
        if (length == 0 || (short) (length % BLOCK) != 0) {
            fail(SW_OBJECTS_INCORRECT);
        }
        iv();
        chain.init(encryption, Cipher.MODE_DECRYPT, state, TAG, BLOCK);
        chain.doFinal(buf, at, length, buf, at);
        short end = (short) (at + length - 1);
        while (end > at && buf[end] == 0) {
            end--;
        }
        if (buf[end] != (byte) 0x80) {
            fail(SW_OBJECTS_INCORRECT);
        }
        short plain = (short) (end - at);
        Util.arrayCopyNonAtomic(buf, at, buf, (short) 0, plain);
        return plain;
    }

    /** Leaves the MAC of counter, padded header (of a command) and padded objects at TAG. */
    private void mac(boolean command, byte[] buf, short length) {
        cmac.init(authentication, Signature.MODE_SIGN);
        cmac.update(state, COUNTER, BLOCK);
        if (command) {
            if (length == 0) {
                cmac.sign(state, HEADER, BLOCK, state, TAG);
                return;
            }
            cmac.update(state, HEADER, BLOCK);
        }
        cmac.update(buf, (short) 0, length);
        short rest = (short) (BLOCK - (short) (length % BLOCK));
        cmac.sign(PADDING, (short) 0, rest, state, TAG);
    }

    /** Leaves the initialisation vector at TAG. */
    private void iv() {
        block.init(encryption, Cipher.MODE_ENCRYPT);
        block.doFinal(state, COUNTER, BLOCK, state, TAG);
    }

    private void raise() {
        for (short i = (short) (COUNTER + BLOCK - 1); i >= COUNTER; i--) {
            state[i]++;
            if (state[i] != 0) {
                return;
            }
        }
    }

    private short lengthAt(byte[] buf, short at) {
        short length = (short) (buf[at] & 0xFF);
        if (length == 0x81) {
            return (short) (buf[(short) (at + 1)] & 0xFF);
        }
        return length == 0x82 ? Util.getShort(buf, (short) (at + 1)) : length;
    }

    private short lengthEnd(byte[] buf, short at, short end) {
        if ((short) (end - at) < 3) {
            fail(SW_OBJECTS_INCORRECT);
        }
        short length = (short) (buf[at] & 0xFF);
        if (length == 0x81) {
            return (short) (at + 2);
        }
        if (length == 0x82) {
            return (short) (at + 3);
        }
        if (length > 0x82 || length == 0x80) {
            fail(SW_OBJECTS_INCORRECT);
        }
        return (short) (at + 1);
    }

    private void fail(short status) {
        stop();
        ISOException.throwIt(status);
    }
}
