package org.hawiya.engine.synthesis;

import java.util.List;
import org.hawiya.engine.FingerPosition;

/** Fingers pressed together, in the order in which they lie from left to right in the picture. */
public enum Slap {
    RIGHT_FOUR(
            13,
            List.of(
                    FingerPosition.RIGHT_INDEX,
                    FingerPosition.RIGHT_MIDDLE,
                    FingerPosition.RIGHT_RING,
                    FingerPosition.RIGHT_LITTLE)),
    LEFT_FOUR(
            14,
            List.of(
                    FingerPosition.LEFT_LITTLE,
                    FingerPosition.LEFT_RING,
                    FingerPosition.LEFT_MIDDLE,
                    FingerPosition.LEFT_INDEX)),
    TWO_THUMBS(15, List.of(FingerPosition.LEFT_THUMB, FingerPosition.RIGHT_THUMB));

    private final int code;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<FingerPosition> fingers;

    Slap(int code, List<FingerPosition> fingers) {
        this.code = code;
        this.fingers = fingers;
    }

    /** The code of ISO/IEC 19794-4 for this group of fingers. */
    public int code() {
        return code;
    }

    public List<FingerPosition> fingers() {
        return fingers;
    }
}
