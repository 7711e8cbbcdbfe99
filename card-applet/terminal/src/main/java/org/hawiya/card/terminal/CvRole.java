package org.hawiya.card.terminal;

/** The place of a certificate in its chain. */
public enum CvRole {
    /** A terminal: gateway, personalisation desk, update service. */
    TERMINAL(0x00),
    /** The key a card opens its channel with. */
    CARD_CHANNEL(0x40),
    /** The key a card signs assertions with. */
    CARD_ASSERTION(0x41),
    /** An authority below the root; may sign terminals. */
    INTERMEDIATE(0x80),
    /** A trust point. */
    ROOT(0xC0);

    private final int code;

    CvRole(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
