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
 * The two enrolled fingers, sealed with keys that the card does not have, and the counters that bound
 * how often anybody may guess.
 *
 * <p>A counter falls before the comparison and is given back after a match, so a card torn from the
 * reader has lost a try, never won one. The slow counter bounds guessing over the card's whole life; a
 * match gives one guess back to it, up to its start.
 */
final class FingerStore {
    static final byte FINGERS = 2;
    static final byte TRIES = 5;
    static final byte LIFETIME_TRIES = 100;
    static final byte MIN_MINUTIAE = 8;

    static final short SW_TRY_FAILED = 0x63C0;

    private static final short SW_BLOCKED = 0x6983;
    private static final short SW_UNUSABLE = 0x6984;

    // Container: version, serial, finger, IV, encrypted, CMAC.
    private static final short FINGER_AT = 17;
    private static final short IV_AT = 18;
    private static final short SEALED_AT = 34;
    private static final short BLOCK = 16;
    private static final short MIN_CONTAINER = 82;
    private static final short CONTAINER = 178;
    private static final byte VERSION = 1;

    private static final byte LIFETIME = 2;
    private static final byte YES = 0x5A;

    private final Session session;
    private final Tlv tlv;
    private final CardRecord card;
    private final Matcher matcher;
    private final StoredObject[] containers;

    /** BIT group, as written. */
    final StoredObject information;

    /** Tries left of the first finger, the second, and the card's life. */
    private final byte[] tries;

    private final AESKey key;
    private final Cipher cipher;
    private final Signature cmac;

    /** [0] 1 + the slot whose container is open, [1] its threshold. */
    private final short[] open;

    FingerStore(Session session, Tlv tlv, CardRecord card) {
        this.session = session;
        this.tlv = tlv;
        this.card = card;
        matcher = new Matcher();
        containers = new StoredObject[FINGERS];
        for (byte i = 0; i < FINGERS; i++) {
            containers[i] = new StoredObject(CONTAINER, false);
        }
        information = new StoredObject((short) 80, false);
        tries = new byte[] {TRIES, TRIES, LIFETIME_TRIES};
        key =
                (AESKey)
                        KeyBuilder.buildKey(
                                KeyBuilder.TYPE_AES_TRANSIENT_DESELECT,
                                KeyBuilder.LENGTH_AES_128,
                                false);
        cipher = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD, false);
        cmac = Signature.getInstance(Signature.ALG_AES_CMAC_128, false);
        open = JCSystem.makeTransientShortArray((short) 2, JCSystem.CLEAR_ON_DESELECT);
    }

    /** At least one finger and the description of what they want. */
    boolean isWhole() {
        return information.isPresent() && containers[0].isPresent();
    }

    StoredObject container(byte slot) {
        return containers[slot];
    }

    /**
     * Whether a container just written is one of this card.
     *
     * @throws ISOException 6A80; the container is void then
     */
    void accept(byte slot) {
        StoredObject container = containers[slot];
        byte[] content = container.content();
        short sealed = (short) (container.length() - SEALED_AT - BLOCK);
        byte finger = content[FINGER_AT];
        boolean good =
                container.length() >= MIN_CONTAINER
                        && (short) (sealed % BLOCK) == 0
                        && content[0] == VERSION
                        && finger >= 1
                        && finger <= 10
                        && Util.arrayCompare(
                                        content, (short) 1, card.serial, (short) 0, CardRecord.SERIAL)
                                == 0;
        if (!good) {
            container.clear();
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
    }

    /** Finger code, 0 for an empty slot. */
    byte finger(byte slot) {
        return containers[slot].isPresent() ? containers[slot].content()[FINGER_AT] : 0;
    }

    byte triesLeft(byte slot) {
        return tries[slot];
    }

    byte lifetimeTries() {
        return tries[LIFETIME];
    }

    short written() {
        short bits = 0;
        bits |= (short) (containers[0].isPresent() ? 32 : 0);
        bits |= (short) (containers[1].isPresent() ? 64 : 0);
        bits |= (short) (information.isPresent() ? 128 : 0);
        return bits;
    }

    /**
     * ENABLE CONTAINER: opens a finger's container with the key of the gateway, for one comparison.
     *
     * @throws ISOException 6982, 6A88 no such finger, 6983 blocked, 6984 another key or a damaged
     *     container
     */
    void enable(byte slot, byte[] buf, short length) {
        session.require(Session.OPEN_CONTAINER);
        forget();
        requireUsable(slot);
        if (length != SecureMessaging.KEYS) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        try {
            byte[] content = containers[slot].content();
            short body = (short) (containers[slot].length() - BLOCK);
            short sealed = (short) (body - SEALED_AT);
            key.setKey(buf, BLOCK);
            cmac.init(key, Signature.MODE_SIGN);
            cmac.sign(content, (short) 0, body, buf, (short) (2 * BLOCK));
            if (!Crypto.equal(buf, (short) (2 * BLOCK), content, body, BLOCK)) {
                ISOException.throwIt(SW_UNUSABLE);
            }
            key.setKey(buf, (short) 0);
            cipher.init(key, Cipher.MODE_DECRYPT, content, IV_AT, BLOCK);
            cipher.doFinal(content, SEALED_AT, sealed, buf, (short) 0);
            short count = buf[2];
            short template = (short) (count * 3);
            if (count < MIN_MINUTIAE
                    || count > Matcher.MAX_MINUTIAE
                    || (short) (template + 3) >= sealed
                    || buf[(short) (template + 3)] != (byte) 0x80) {
                ISOException.throwIt(SW_UNUSABLE);
            }
            matcher.prepareReference(buf, (short) 3, template);
            open[1] = Util.getShort(buf, (short) 0);
            open[0] = (short) (slot + 1);
        } finally {
            key.clearKey();
            Util.arrayFillNonAtomic(buf, (short) 0, CONTAINER, (byte) 0);
        }
    }

    /**
     * VERIFY: compares 7F2E{81 minutiae} with the open container.
     *
     * @throws ISOException 63CX not this finger; 6983 blocked; 6985 no open container; 6A80 malformed,
     *     which costs no try
     */
    void verify(byte slot, byte[] buf, short length) {
        session.require(Session.VERIFY_FINGER);
        session.notMatched();
        requireUsable(slot);
        if (open[0] != (short) (slot + 1)) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        short at = probe(buf, length);
        short minutiae = tlv.length();
        short threshold = open[1];
        byte result = 0;
        try {
            tries[slot]--;
            tries[LIFETIME]--;
            if (matcher.matches(buf, at, minutiae, threshold)) {
                result = YES;
            }
        } finally {
            forget();
            Util.arrayFillNonAtomic(buf, (short) 0, length, (byte) 0);
        }
        if (result != YES) {
            ISOException.throwIt((short) (SW_TRY_FAILED | triesLeft(slot)));
        }
        // Asked twice: a fault that skips the first question does not skip the second.
        if (result == YES) {
            giveBack(slot);
            session.matched(finger(slot));
        }
    }

    /** Gives a finger (0, 1) or the card's life (2) its tries back. */
    void reset(byte counter) {
        tries[counter] = counter == LIFETIME ? LIFETIME_TRIES : TRIES;
    }

    /** Wipes the opened container. */
    void forget() {
        open[0] = 0;
        open[1] = 0;
        matcher.wipe();
    }

    private void giveBack(byte slot) {
        short left = (short) (tries[LIFETIME] + 2);
        tries[LIFETIME] = left > LIFETIME_TRIES ? LIFETIME_TRIES : (byte) left;
        tries[slot] = TRIES;
    }

    private void requireUsable(byte slot) {
        if (!containers[slot].isPresent()) {
            ISOException.throwIt((short) 0x6A88);
        }
        if (tries[slot] <= 0 || tries[LIFETIME] <= 0) {
            ISOException.throwIt(SW_BLOCKED);
        }
    }

    /** Checks all that can be checked without comparing, so that nonsense costs no try. */
    private short probe(byte[] buf, short length) {
        short at = tlv.open(buf, (short) 0, length, (short) 0x7F2E);
        Tlv.require((short) (at + tlv.length()) == length);
        short tag = tlv.peek(buf, at, length);
        Tlv.require(tag == 0x81 || tag == 0x90);
        at = tlv.open(buf, at, length, tag);
        short minutiae = tlv.length();
        Tlv.require(
                (short) (at + minutiae) == length
                        && (short) (minutiae % 3) == 0
                        && minutiae >= (short) (MIN_MINUTIAE * 3)
                        && minutiae <= (short) (Matcher.MAX_MINUTIAE * 3));
        for (short i = (short) (at + 3); i < length; i += 3) {
            short y = (short) (buf[(short) (i + 1)] & 0xFF);
            short above = (short) (buf[(short) (i - 2)] & 0xFF);
            short x = (short) (buf[i] & 0xFF);
            short before = (short) (buf[(short) (i - 3)] & 0xFF);
            Tlv.require(above < y || above == y && before <= x);
        }
        return at;
    }
}
