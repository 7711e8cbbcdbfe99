package org.hawiya.card.applet;

/**
 * The secrets that a person proves by PACE: PIN, PUK and the number printed on the card. Kept is the
 * key derived from each (16 bytes), never the digits.
 */
final class Pins {
    static final byte PIN = 0;
    static final byte PUK = 1;
    static final byte ACCESS_NUMBER = 2;

    static final short FIRST_TAG = (short) 0xDF41;
    static final short LAST_TAG = (short) 0xDF43;

    static final short KEY = 16;

    private static final byte PIN_TRIES = 3;
    private static final byte PUK_TRIES = 10;

    private final StoredObject[] secrets;
    private final byte[] tries;

    Pins() {
        secrets = new StoredObject[3];
        for (byte i = 0; i < 3; i++) {
            secrets[i] = new StoredObject(KEY, true);
        }
        tries = new byte[] {PIN_TRIES, PUK_TRIES};
    }

    StoredObject secret(byte which) {
        return secrets[which];
    }

    boolean isSet(byte which) {
        return secrets[which].isPresent() && secrets[which].length() == KEY;
    }

    /** 0 when blocked, and when there is none. */
    byte triesLeft(byte which) {
        return isSet(which) ? tries[which] : 0;
    }
}
