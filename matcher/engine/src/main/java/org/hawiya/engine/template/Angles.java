package org.hawiya.engine.template;

/**
 * Between our directions (radians, clockwise as seen) and the records' units (counter-clockwise as
 * seen).
 */
final class Angles {
    private static final double FULL_TURN = 2 * Math.PI;

    private Angles() {}

    /**
     * Counter-clockwise units of a circle that is divided into {@code units}; wraps, so 359.9
     * degrees is 0.
     */
    static int toUnits(float direction, int units) {
        return Math.floorMod((int) Math.round((FULL_TURN - direction) / FULL_TURN * units), units);
    }

    static float fromUnits(int value, int units) {
        return value == 0 ? 0 : (float) (FULL_TURN - value * (FULL_TURN / units));
    }
}
