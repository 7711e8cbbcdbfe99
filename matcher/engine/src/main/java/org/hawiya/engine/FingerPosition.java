package org.hawiya.engine;

/** A finger of a person, with the code of ISO/IEC 19794-2:2005 table 2. */
public enum FingerPosition {
    RIGHT_THUMB(1),
    RIGHT_INDEX(2),
    RIGHT_MIDDLE(3),
    RIGHT_RING(4),
    RIGHT_LITTLE(5),
    LEFT_THUMB(6),
    LEFT_INDEX(7),
    LEFT_MIDDLE(8),
    LEFT_RING(9),
    LEFT_LITTLE(10);

    private static final FingerPosition[] ALL = values();

    private final int code;

    FingerPosition(int code) {
        this.code = code;
    }

    /** The standard's code, 1 to 10. */
    public int code() {
        return code;
    }

    /**
     * The finger of a standard's code.
     *
     * @throws IllegalArgumentException when the code is not within 1 to 10
     */
    public static FingerPosition ofCode(int code) {
        if (code < 1 || code > ALL.length) {
            throw new IllegalArgumentException(
                    "Finger position " + code + " is not within 1 to 10.");
        }
        return ALL[code - 1];
    }

    /** The same finger of the other hand. */
    public FingerPosition mirrored() {
        return ofCode(code > 5 ? code - 5 : code + 5);
    }
}
