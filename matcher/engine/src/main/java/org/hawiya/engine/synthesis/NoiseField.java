package org.hawiya.engine.synthesis;

/**
 * A smooth random field: independent normal values on a lattice, joined by cubic B-splines, so that
 * neither the lattice nor a seam shows. Deviation about one; immutable.
 */
final class NoiseField {
    /** The sum over the sixteen spline weights squared is about 0.23 on average. */
    private static final float SPLINE_LOSS = 2.08f;

    private final int columns;
    private final int rows;
    private final float cell;
    private final float[] values;

    NoiseField(SeedStream random, int width, int height, double cell) {
        this.cell = (float) cell;
        this.columns = (int) (width / cell) + 5;
        this.rows = (int) (height / cell) + 5;
        this.values = new float[columns * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.pixelNoise() * SPLINE_LOSS;
        }
    }

    /** Points outside the area given at construction take the value of its border. */
    float at(float x, float y) {
        float gx = Math.clamp(x / cell, 0, columns - 4.001f);
        float gy = Math.clamp(y / cell, 0, rows - 4.001f);
        int ix = (int) gx;
        int iy = (int) gy;
        float fx = gx - ix;
        float fy = gy - iy;
        float sum = 0;
        for (int j = 0; j < 4; j++) {
            int row = (iy + j) * columns + ix;
            float line =
                    weight(0, fx) * values[row]
                            + weight(1, fx) * values[row + 1]
                            + weight(2, fx) * values[row + 2]
                            + weight(3, fx) * values[row + 3];
            sum += weight(j, fy) * line;
        }
        return sum;
    }

    private static float weight(int knot, float t) {
        float u = 1 - t;
        return switch (knot) {
            case 0 -> u * u * u / 6;
            case 1 -> (3 * t * t * t - 6 * t * t + 4) / 6;
            case 2 -> (3 * u * u * u - 6 * u * u + 4) / 6;
            default -> t * t * t / 6;
        };
    }
}
