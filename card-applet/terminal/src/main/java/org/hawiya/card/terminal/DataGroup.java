package org.hawiya.card.terminal;

/**
 * The card-holder's data, split so that each part can be granted alone; a terminal's certificate
 * lists the groups it may read.
 */
public enum DataGroup {
    IDENTITY_NUMBER(1, 64, false),
    NAMES(2, 400, false),
    BIRTH(3, 64, false),
    VALIDITY(4, 64, true),
    ADDRESS(5, 400, true),
    PORTRAIT(6, 6144, false);

    private final int number;
    private final int maxBytes;
    private final boolean updatable;

    DataGroup(int number, int maxBytes, boolean updatable) {
        this.number = number;
        this.maxBytes = maxBytes;
        this.updatable = updatable;
    }

    /** The group's number on the card, 1 to 6; its tag is DF00 plus this. */
    public int number() {
        return number;
    }

    /** How much the card keeps for it. */
    public int maxBytes() {
        return maxBytes;
    }

    /** Whether a leaf with the right to update may write it after personalisation. */
    public boolean updatable() {
        return updatable;
    }

    int bit() {
        return 1 << (number - 1);
    }

    int tag() {
        return 0xDF00 + number;
    }
}
