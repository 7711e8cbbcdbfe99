package org.hawiya.engine.synthesis;

import static org.hawiya.engine.synthesis.SynthesisParameter.PATCHINESS;

/**
 * One press of a finger: where it lies, how it is pulled, what of it touches and how moist it is.
 * Everything slow is laid out on a grid of {@value #STEP} pixels of the picture, from which the
 * painter reads it row by row.
 */
final class Capture {
    static final int STEP = 8;

    final int columns;
    final int rows;

    /** Where in the master, in its pixels, a grid point's skin comes from. */
    final float[] masterX;

    final float[] masterY;

    /** Contact: 1 and more well inside, 0 at the border, below it outside. */
    final float[] contact;

    /** What is taken from a ridge's height before it touches: below 0 wet, above 0 dry. */
    final float[] threshold;

    /** How dark the ridges come out, about 1. */
    final float[] darkness;

    Capture(MasterPrint master, Preset preset, double angleRadians, SeedStream random) {
        columns = preset.width() / STEP + 2;
        rows = preset.height() / STEP + 2;
        masterX = new float[columns * rows];
        masterY = new float[columns * rows];
        contact = new float[columns * rows];
        threshold = new float[columns * rows];
        darkness = new float[columns * rows];
        lay(master, preset, angleRadians, random);
    }

    private void lay(MasterPrint master, Preset preset, double angleRadians, SeedStream random) {
        FingerPlan plan = master.plan();
        double scale = 500.0 / preset.dpi();
        Press press =
                Press.draw(plan, master.hand(), preset, random.child("press")).turned(angleRadians);
        SkinDistortion skin = press.skin();
        Dampness damp = Dampness.draw(press, preset, random.child("damp"));
        NoiseField ripple =
                new NoiseField(random.child("ripple"), preset.width(), preset.height(), 40);
        NoiseField outline =
                new NoiseField(random.child("outline"), preset.width(), preset.height(), 26);
        double cos = StrictMath.cos(press.angleRadians());
        double sin = StrictMath.sin(press.angleRadians());
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                float px = column * STEP;
                float py = row * STEP;
                double x = (px - preset.width() / 2.0) * scale - press.shiftX();
                double y = (py - preset.height() / 2.0) * scale - press.shiftY();
                double fx = cos * x + sin * y;
                double fy = cos * y - sin * x;
                int at = row * columns + column;
                double border = press.inside(fx, fy) + 0.035 * outline.at(px, py);
                contact[at] = (float) border;
                double grip = skin.grip(fx, fy);
                double mx = fx + skin.moveX(fx, fy, grip) + 0.5 * ripple.at(px, py);
                double my = fy + skin.moveY(fx, fy, grip) + 0.5 * ripple.at(py, px);
                masterX[at] = (float) (plan.centreX() + press.footX() + mx);
                masterY[at] = (float) (plan.centreY() + press.footY() + my);
                threshold[at] = (float) damp.threshold(px, py, border);
                darkness[at] = (float) damp.darkness(px, py);
            }
        }
    }

    /** Reads one row of a plane: the values at every grid column for the picture's row y. */
    void row(float[] plane, int y, float[] into) {
        int gridRow = y / STEP;
        float t = (y - gridRow * STEP) / (float) STEP;
        for (int column = 0; column < columns; column++) {
            float top = plane[gridRow * columns + column];
            float bottom = plane[(gridRow + 1) * columns + column];
            into[column] = top + t * (bottom - top);
        }
    }

    /** Moisture and pressure over one impression. */
    private record Dampness(
            double dryness,
            double patchiness,
            NoiseField coarse,
            NoiseField fine,
            NoiseField tone) {
        static Dampness draw(Press press, Preset preset, SeedStream random) {
            return new Dampness(
                    press.dryness(),
                    preset.value(PATCHINESS),
                    new NoiseField(random, preset.width(), preset.height(), 64),
                    new NoiseField(random, preset.width(), preset.height(), 18),
                    new NoiseField(random, preset.width(), preset.height(), 50));
        }

        /** Less pressure towards the border takes ridges away there. */
        double threshold(float px, float py, double border) {
            double pressure = 0.5 * Math.clamp(1 - border / 0.3, 0, 1.5);
            return 0.08
                    + 0.5 * dryness
                    + patchiness * (0.22 * coarse.at(px, py) + 0.14 * fine.at(px, py))
                    + 0.5 * pressure;
        }

        double darkness(float px, float py) {
            return Math.clamp(1 - 0.14 * dryness + 0.12 * patchiness * tone.at(px, py), 0.55, 1.15);
        }
    }
}
