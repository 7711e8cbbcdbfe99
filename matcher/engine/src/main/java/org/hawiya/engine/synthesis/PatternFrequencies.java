package org.hawiya.engine.synthesis;

import org.hawiya.engine.FingerPosition;

/**
 * How often each finger shows each pattern. The means over ten fingers are those of Wilson, Candela
 * and Watson (1993): arch 3.7 %, tented arch 2.9, left loop 33.8, right loop 31.7, whorl 27.9.
 * Their spread over the fingers follows what is generally reported: radial loops and arches gather
 * on the index, whorls on thumb and ring, ulnar loops on the little finger, and the right hand has
 * more whorls.
 */
final class PatternFrequencies {
    /** Percent for thumb to little: arch, tented arch, radial loop, ulnar loop, whorl. */
    private static final double[][] PERCENT = {
        {2.5, 0.5, 0.3, 54.7, 42.0},
        {6.5, 7.5, 19.0, 37.0, 30.0},
        {5.5, 4.0, 2.2, 70.3, 18.0},
        {2.0, 1.5, 1.0, 59.5, 36.0},
        {2.0, 1.0, 0.5, 83.0, 13.5},
    };

    /** Whorls that the right hand has more, and the left hand fewer, at the cost of ulnar loops. */
    private static final double RIGHT_HAND_WHORLS = 2.1;

    private PatternFrequencies() {}

    static double percent(FingerPosition position, PatternClass pattern) {
        boolean right = isRight(position);
        double[] row = PERCENT[digit(position)];
        double shift = right ? RIGHT_HAND_WHORLS : -RIGHT_HAND_WHORLS;
        return switch (pattern) {
            case ARCH -> row[0];
            case TENTED_ARCH -> row[1];
            case LEFT_LOOP -> right ? row[2] : row[3] - shift;
            case RIGHT_LOOP -> right ? row[3] - shift : row[2];
            case WHORL -> row[4] + shift;
        };
    }

    /**
     * The pattern at a point of the order arch, tented arch, radial loop, ulnar loop, whorl, which
     * is the order of pattern intensity: relatives and opposite fingers lie near each other in it.
     *
     * @param rank uniform in [0, 1)
     */
    static PatternClass atRank(FingerPosition position, double rank) {
        boolean right = isRight(position);
        PatternClass[] order = {
            PatternClass.ARCH,
            PatternClass.TENTED_ARCH,
            right ? PatternClass.LEFT_LOOP : PatternClass.RIGHT_LOOP,
            right ? PatternClass.RIGHT_LOOP : PatternClass.LEFT_LOOP,
        };
        double left = rank * 100;
        for (PatternClass pattern : order) {
            left -= percent(position, pattern);
            if (left < 0) {
                return pattern;
            }
        }
        return PatternClass.WHORL;
    }

    /** 0 for a thumb to 4 for a little finger. */
    static int digit(FingerPosition position) {
        return (position.code() - 1) % 5;
    }

    static boolean isRight(FingerPosition position) {
        return position.code() <= 5;
    }
}
