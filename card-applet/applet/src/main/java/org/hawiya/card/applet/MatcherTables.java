package org.hawiya.card.applet;

/** Constants of the card's fingerprint comparison: a card has neither sines, roots nor powers. */
final class MatcherTables {
    /** 64 times the sine, by 64ths of a turn; the cosine is 16 entries further on. */
    static final byte[] SINE = {
        0, 6, 12, 19, 24, 30, 36, 41, 45, 49, 53, 56, 59, 61, 63, 64,
        64, 64, 63, 61, 59, 56, 53, 49, 45, 41, 36, 30, 24, 19, 12, 6,
        0, -6, -12, -19, -24, -30, -36, -41, -45, -49, -53, -56, -59, -61, -63, -64,
        -64, -64, -63, -61, -59, -56, -53, -49, -45, -41, -36, -30, -24, -19, -12, -6
    };

    /** Arc tangent of i/32 in 256ths of a turn: the octant between 0 and 45 degrees. */
    static final byte[] BEARING = {
        0, 1, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18,
        19, 20, 21, 22, 23, 24, 25, 25, 26, 27, 28, 29, 29, 30, 31, 31,
        32
    };

    /** 64 times the hypotenuse over the longer leg, where the shorter is i/32 of it. */
    static final byte[] HYPOTENUSE = {
        64, 64, 64, 64, 64, 65, 65, 66, 66, 66, 67, 68, 68, 69, 70, 71,
        72, 72, 73, 74, 75, 77, 78, 79, 80, 81, 82, 84, 85, 86, 88, 89,
        91
    };

    /**
     * (i/2 + 4) to the power of 1.2: what a score is divided by when the two prints have i
     * minutiae, of both, in common ground.
     */
    static final byte[] OVERLAP = {
        5, 6, 7, 8, 9, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
        20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
        36, 38, 39, 40, 41, 42, 43, 44, 45, 46, 48, 49, 50, 51, 52, 53,
        55, 56, 57, 58, 59, 60, 62, 63, 64, 65, 66, 68, 69, 70, 71, 72,
        74, 75, 76, 77, 79, 80, 81, 82, 84, 85, 86, 87, 89, 90, 91, 93,
        94
    };

    private MatcherTables() {}
}
