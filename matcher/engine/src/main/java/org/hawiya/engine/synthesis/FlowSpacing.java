package org.hawiya.engine.synthesis;

/**
 * How much wider than usual ridges lie where their flow spreads. A flow of constant spacing would
 * have to squeeze in new ridges wherever it spreads, always at the same places for the same kind of
 * pattern, and strangers' loops would then share their minutiae. Skin gives way instead: the
 * logarithm u of the ridge frequency is chosen so that its slope along the ridges, t . grad u,
 * cancels their divergence as well as it can while u stays small (least squares, solved by
 * conjugate gradients on the orientation field's grid). What is left over becomes minutiae.
 */
final class FlowSpacing {
    private static final int ROUNDS = 60;

    /** Beyond this distance, in grid steps, spacing forgets what it had to give way to. */
    private static final double REACH = 26;

    /** A core spreads without bound at its very middle; nothing beyond this is answered. */
    private static final double STEEPEST = 0.16;

    private static final float MOST = 0.24f;

    private final int columns;
    private final int rows;
    private final double[] tangentX;
    private final double[] tangentY;

    private FlowSpacing(OrientationField field) {
        columns = field.columns();
        rows = field.rows();
        tangentX = new double[columns * rows];
        tangentY = new double[columns * rows];
    }

    /** For each grid point of the field, the factor by which ridges lie wider there. */
    static float[] of(OrientationField field) {
        FlowSpacing spacing = new FlowSpacing(field);
        double[] spread = spacing.spread(field);
        double[] logFrequency = spacing.solve(spread);
        float[] factors = new float[logFrequency.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) StrictMath.exp(-Math.clamp(logFrequency[i], -MOST, MOST));
        }
        return factors;
    }

    /** The divergence of the flow in each cell, after setting the cells' tangents. */
    private double[] spread(OrientationField field) {
        double[] spread = new double[columns * rows];
        for (int row = 0; row < rows - 1; row++) {
            for (int column = 0; column < columns - 1; column++) {
                int at = row * columns + column;
                double angle = field.angleOfCell(column, row);
                double tx = StrictMath.cos(angle);
                double ty = -StrictMath.sin(angle);
                tangentX[at] = tx;
                tangentY[at] = ty;
                // The tensor t t' is (1 + c, s; s, 1 - c) / 2 with y upwards, so s turns its sign.
                double cx = field.slopeX(column, row, true);
                double cy = field.slopeY(column, row, true);
                double sx = -field.slopeX(column, row, false);
                double sy = -field.slopeY(column, row, false);
                double gx = 0.5 * (cx + sy);
                double gy = 0.5 * (sx - cy);
                spread[at] = Math.clamp(tx * gx + ty * gy, -STEEPEST, STEEPEST);
            }
        }
        return spread;
    }

    private double[] solve(double[] spread) {
        double[] u = new double[spread.length];
        double[] residual = transposed(spread);
        for (int i = 0; i < residual.length; i++) {
            residual[i] = -residual[i];
        }
        double[] direction = residual.clone();
        double norm = dot(residual, residual);
        for (int round = 0; round < ROUNDS && norm > 1e-9; round++) {
            double[] image = transposed(slopeAlong(direction));
            for (int i = 0; i < image.length; i++) {
                image[i] += direction[i] / (REACH * REACH);
            }
            double step = norm / dot(direction, image);
            for (int i = 0; i < u.length; i++) {
                u[i] += step * direction[i];
                residual[i] -= step * image[i];
            }
            double next = dot(residual, residual);
            for (int i = 0; i < u.length; i++) {
                direction[i] = residual[i] + next / norm * direction[i];
            }
            norm = next;
        }
        return u;
    }

    /** t . grad u in each cell. */
    private double[] slopeAlong(double[] u) {
        double[] slope = new double[u.length];
        for (int row = 0; row < rows - 1; row++) {
            for (int column = 0; column < columns - 1; column++) {
                int at = row * columns + column;
                double a = u[at];
                double b = u[at + 1];
                double c = u[at + columns];
                double d = u[at + columns + 1];
                slope[at] = 0.5 * (tangentX[at] * (b - a + d - c) + tangentY[at] * (c - a + d - b));
            }
        }
        return slope;
    }

    private double[] transposed(double[] cells) {
        double[] out = new double[cells.length];
        for (int row = 0; row < rows - 1; row++) {
            for (int column = 0; column < columns - 1; column++) {
                int at = row * columns + column;
                double x = 0.5 * tangentX[at] * cells[at];
                double y = 0.5 * tangentY[at] * cells[at];
                out[at] -= x + y;
                out[at + 1] += x - y;
                out[at + columns] += y - x;
                out[at + columns + 1] += x + y;
            }
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
