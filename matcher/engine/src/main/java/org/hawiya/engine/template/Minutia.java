package org.hawiya.engine.template;

/**
 * A point where a ridge ends or splits.
 *
 * @param x pixels at 500 dpi, from the left
 * @param y pixels at 500 dpi, from the top, growing downwards
 * @param direction radians within 0 and 2 pi, measured like {@code atan2(y, x)} in these
 *     coordinates: it grows clockwise as seen, while the angles of ISO/IEC 19794-2 grow
 *     counter-clockwise
 */
public record Minutia(int x, int y, float direction, MinutiaType type) {
    public static final int MAX_COORDINATE = 16_383;
    private static final float FULL_TURN = (float) (2 * Math.PI);

    public Minutia {
        if (x < 0 || y < 0 || x > MAX_COORDINATE || y > MAX_COORDINATE) {
            throw new IllegalArgumentException("A minutia cannot lie at " + x + ", " + y + ".");
        }
        if (!(direction >= 0 && direction <= FULL_TURN)) {
            throw new IllegalArgumentException("A direction cannot be " + direction + ".");
        }
    }
}
