package org.hawiya.card.terminal.relay;

/** What a frame is; the code is its first byte. */
public enum FrameType {
    /** Server: an APDU for the card. */
    COMMAND(0x01),
    /** Resident: the card's answer to the command of the same number. */
    RESPONSE(0x02),
    /** Server: who asks, and what for. */
    REQUEST(0x10),
    /** Resident: go on. Nothing is sent to the card before it. */
    ACCEPT(0x11),
    /** Resident: no. */
    REFUSE(0x12),
    /** Server: a live finger is needed. */
    FINGER_WANTED(0x20),
    /** Resident: the finger's image, encrypted to the session's key. */
    FINGER(0x21),
    /** Server: how it ended. */
    RESULT(0x30);

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
