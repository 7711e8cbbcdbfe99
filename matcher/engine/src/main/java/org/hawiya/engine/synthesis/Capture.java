package org.hawiya.engine.synthesis;

import static org.hawiya.engine.synthesis.SynthesisParameter.*;

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
        SeedStream luck = random.child("luck");
        double mishap = luck.chance(preset.value(MISHAPS)) ? luck.between(1.5, 2.7) : 1;
        Placement place = Placement.draw(master, preset, mishap, random.child("place"));
        SkinDistortion skin =
                SkinDistortion.draw(random.child("skin"), plan.breadth(), preset.value(DISTORTION));
        Dampness damp = Dampness.draw(master, preset, mishap, random.child("damp"));
        NoiseField ripple =
                new NoiseField(random.child("ripple"), preset.width(), preset.height(), 40);
        NoiseField outline =
                new NoiseField(random.child("outline"), preset.width(), preset.height(), 26);
        double cos = StrictMath.cos(place.angleRadians + angleRadians);
        double sin = StrictMath.sin(place.angleRadians + angleRadians);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                float px = column * STEP;
                float py = row * STEP;
                double x = (px - preset.width() / 2.0) * scale - place.shiftX;
                double y = (py - preset.height() / 2.0) * scale - place.shiftY;
                double fx = cos * x + sin * y;
                double fy = cos * y - sin * x;
                int at = row * columns + column;
                double border = place.inside(fx, fy) + 0.035 * outline.at(px, py);
                contact[at] = (float) border;
                fx += skin.moveX(fx, fy) + 0.5 * ripple.at(px, py);
                fy += skin.moveY(fx, fy) + 0.5 * ripple.at(py, px);
                masterX[at] = (float) (plan.centreX() + place.footX + fx);
                masterY[at] = (float) (plan.centreY() + place.footY + fy);
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

    /** Where the finger lies and how much of it touches, in pixels at 500 dpi. */
    private record Placement(
            double angleRadians,
            double shiftX,
            double shiftY,
            double footX,
            double footY,
            double halfBreadth,
            double upper,
            double lower) {
        static Placement draw(MasterPrint master, Preset preset, double mishap, SeedStream random) {
            FingerPlan plan = master.plan();
            double contact =
                    preset.value(CONTACT)
                            * (random.normal(1, preset.value(CONTACT_VARIATION))
                                    - 0.1 * (mishap - 1));
            double half = plan.breadth() / 2 * contact;
            // A rolled print widens nearly only sideways: the tip's curve is a plain print's.
            double tall = plan.breadth() / 2 * Math.min(contact, 1.25);
            double upper = Math.min(tall * random.normal(1.45, 0.12), plan.centreY() - 10);
            double lower =
                    Math.min(tall * random.normal(1.62, 0.2), plan.height() - plan.centreY() - 12);
            double shift = mishap * preset.value(SHIFT_PIXELS);
            return new Placement(
                    StrictMath.toRadians(
                            random.normal(0, Math.min(mishap, 2) * preset.value(ROTATION_DEGREES))),
                    random.normal(0, shift),
                    random.normal(0, shift) + (upper - lower) / 2,
                    random.normal(0, shift * 0.5),
                    random.normal(0, shift * 0.75),
                    Math.min(half, plan.width() / 2.0 - 8),
                    upper,
                    lower);
        }

        /** 1 in the middle, 0 on the border: an upper and a lower half of a squarish ellipse. */
        double inside(double x, double y) {
            double u = Math.abs(x / halfBreadth);
            double v = Math.abs(y / (y < 0 ? upper : lower));
            double squared = u * u + v * v;
            double square =
                    y < 0 ? squared : squared + 0.25 * (u * u * u * u * v * v - u * u * v * v);
            return 1 - Math.sqrt(square);
        }
    }

    /** Moisture and pressure over one impression. */
    private record Dampness(
            double dryness,
            double patchiness,
            NoiseField coarse,
            NoiseField fine,
            NoiseField tone) {
        static Dampness draw(MasterPrint master, Preset preset, double mishap, SeedStream random) {
            double moisture =
                    preset.value(MOISTURE)
                            + master.hand().moisture() * 0.5
                            + random.normal(0, mishap * preset.value(MOISTURE_VARIATION));
            return new Dampness(
                    -Math.clamp(moisture, -1, 1),
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
