package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/**
 * What the card knows about the conversation it is in. All of it is transient and goes with the
 * session; decisions read bit patterns that one flipped bit does not make valid.
 */
final class Session {
    // Handshake steps; each is reached only from the one before it.
    static final byte NONE = 0x00;
    static final byte SELECTED = 0x11;
    static final byte CERTIFIED = 0x22;
    static final byte EXCHANGED = 0x33;
    static final byte PROVEN = 0x44;
    static final byte OPEN = 0x55;

    // Rights of a terminal's chain.
    static final short READ_IDENTITY = 0x01;
    static final short VERIFY_FINGER = 0x02;
    static final short OPEN_CONTAINER = 0x04;
    static final short ASSERT = 0x08;
    static final short UPDATE = 0x10;
    static final short PERSONALISE = 0x20;
    static final short UNBLOCK = 0x40;

    /** In a method byte: the PIN was proved in this session. */
    static final byte METHOD_PIN = (byte) 0x80;

    private static final byte TRUE = 0x5A;
    private static final byte TRUE_INVERSE = (byte) 0xA5;

    private static final byte STEP = 0;
    private static final byte MATCHED = 1;
    private static final byte MATCHED_INVERSE = 2;
    private static final byte FINGER = 3;
    private static final byte PIN = 4;
    private static final byte PIN_INVERSE = 5;
    private static final byte PUK = 6;
    private static final byte PUK_INVERSE = 7;

    private static final byte RIGHTS = 0;
    private static final byte GROUPS = 1;
    static final byte WRITE_TAG = 2;
    static final byte WRITE_AT = 3;
    static final byte PENDING_AT = 4;
    static final byte PENDING_LENGTH = 5;
    static final byte PENDING_STATUS = 6;
    static final byte CHAIN_LENGTH = 7;
    static final byte CHAIN_HEADER = 8;
    static final byte CHAIN_PARAMETERS = 9;

    private final byte[] flags;
    private final short[] numbers;

    /** Names the session in an assertion: the hash of all that was said until both were proven. */
    final byte[] hash;

    Session() {
        flags = JCSystem.makeTransientByteArray((short) 8, JCSystem.CLEAR_ON_DESELECT);
        numbers = JCSystem.makeTransientShortArray((short) 10, JCSystem.CLEAR_ON_DESELECT);
        hash = JCSystem.makeTransientByteArray(Crypto.HASH, JCSystem.CLEAR_ON_DESELECT);
    }

    /** Forgets everything but a response that is still being fetched. */
    void forget() {
        Util.arrayFillNonAtomic(flags, (short) 0, (short) flags.length, (byte) 0);
        Util.arrayFillNonAtomic(hash, (short) 0, (short) hash.length, (byte) 0);
        numbers[RIGHTS] = 0;
        numbers[GROUPS] = 0;
        numbers[WRITE_TAG] = 0;
        numbers[WRITE_AT] = 0;
    }

    byte step() {
        return flags[STEP];
    }

    void step(byte step) {
        flags[STEP] = step;
    }

    short number(byte which) {
        return numbers[which];
    }

    void number(byte which, short value) {
        numbers[which] = value;
    }

    /** What the terminal's chain grants, known from its leaf on. */
    void grant(short rights, short groups) {
        numbers[RIGHTS] = rights;
        numbers[GROUPS] = groups;
    }

    boolean mayRead(byte group) {
        return flags[STEP] == OPEN
                && (short) (numbers[RIGHTS] & READ_IDENTITY) != 0
                && (short) (numbers[GROUPS] & (short) (1 << (group - 1))) != 0;
    }

    boolean isGranted(short right) {
        return (short) (numbers[RIGHTS] & right) == right;
    }

    /**
     * The one gate before everything that a terminal wants from a proven session.
     *
     * @throws ISOException 6982
     */
    void require(short right) {
        if (flags[STEP] != OPEN || !isGranted(right)) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
    }

    /** The finger was compared and matched; good for one assertion. */
    void matched(byte finger) {
        flags[FINGER] = finger;
        flags[MATCHED] = TRUE;
        flags[MATCHED_INVERSE] = TRUE_INVERSE;
    }

    void notMatched() {
        flags[MATCHED] = 0;
        flags[MATCHED_INVERSE] = 0;
        flags[FINGER] = 0;
    }

    boolean isMatched() {
        return flags[MATCHED] == TRUE && flags[MATCHED_INVERSE] == TRUE_INVERSE;
    }

    void pinProved() {
        flags[PIN] = TRUE;
        flags[PIN_INVERSE] = TRUE_INVERSE;
    }

    boolean isPinProved() {
        return flags[PIN] == TRUE && flags[PIN_INVERSE] == TRUE_INVERSE;
    }

    void pukProved() {
        flags[PUK] = TRUE;
        flags[PUK_INVERSE] = TRUE_INVERSE;
    }

    boolean isPukProved() {
        return flags[PUK] == TRUE && flags[PUK_INVERSE] == TRUE_INVERSE;
    }

    /**
     * Takes the verification, so that it serves once.
     *
     * @return the means: the finger's code, plus {@link #METHOD_PIN}
     * @throws ISOException 6985 when nothing was verified
     */
    byte consumeVerification() {
        byte means = 0;
        if (isMatched()) {
            means = flags[FINGER];
        }
        if (isPinProved()) {
            means |= METHOD_PIN;
        }
        notMatched();
        flags[PIN] = 0;
        flags[PIN_INVERSE] = 0;
        if (means == 0) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        return means;
    }
}
