package org.hawiya.engine.synthesis;

import static org.hawiya.engine.synthesis.SynthesisParameter.*;

/** Turns a master and a capture into the gray pixels that a sensor would give. Thread-safe. */
final class ImpressionPainter {
    private ImpressionPainter() {}

    /** Row-major gray pixels, 0 black; the same for the same arguments on every machine. */
    static byte[] paint(MasterPrint master, Preset preset, SeedStream random) {
        return SensorNoise.develop(ink(master, preset, 0, random), preset, random.child("sensor"));
    }

    /** How much of each pixel the skin touches, 0 to about 1, of a finger lying at an angle. */
    static float[] ink(MasterPrint master, Preset preset, double angleRadians, SeedStream random) {
        int width = preset.width();
        int height = preset.height();
        Capture capture = new Capture(master, preset, angleRadians, random.child("capture"));
        byte[] scratches = scratches(preset, random.child("scratches"));
        float[] grain = blobs(width, height, random.child("grain"));
        float[] ink = new float[width * height];
        Skin skin = new Skin(master, preset);
        float[] x = new float[capture.columns];
        float[] y = new float[capture.columns];
        float[] contact = new float[capture.columns];
        float[] threshold = new float[capture.columns];
        float[] darkness = new float[capture.columns];
        for (int row = 0; row < height; row++) {
            capture.row(capture.masterX, row, x);
            capture.row(capture.masterY, row, y);
            capture.row(capture.contact, row, contact);
            capture.row(capture.threshold, row, threshold);
            capture.row(capture.darkness, row, darkness);
            for (int column = 0; column < width; column++) {
                int cell = column / Capture.STEP;
                float t = (column - cell * Capture.STEP) / (float) Capture.STEP;
                float edge = mix(contact, cell, t);
                int at = row * width + column;
                if (edge + 0.03f * grain[at] <= 0) {
                    continue;
                }
                float touch =
                        skin.height(mix(x, cell, t), mix(y, cell, t), grain[at])
                                - mix(threshold, cell, t)
                                - scratches[at] * (2f / 127);
                ink[at] = Math.clamp(0.5f + touch * 1.5f, 0, 1) * mix(darkness, cell, t);
            }
        }
        return softened(ink, width, height);
    }

    private static float mix(float[] row, int cell, float t) {
        return row[cell] + t * (row[cell + 1] - row[cell]);
    }

    /** The finger's surface as this preset sees it. */
    private static final class Skin {
        private final MasterPrint master;
        private final int width;
        private final int height;
        private final float poreDepth;
        private final float creaseDepth;
        private final float grain;

        Skin(MasterPrint master, Preset preset) {
            this.master = master;
            this.width = master.width();
            this.height = master.height();
            this.poreDepth = (float) (preset.value(PORES) * 1.1 / 127);
            this.creaseDepth = (float) (preset.value(CREASES) * 2.4 / 127);
            this.grain = (float) preset.value(GRAIN) * 0.5f;
        }

        float height(float x, float y, float noise) {
            int ix = (int) x;
            int iy = (int) y;
            if (x < 0 || y < 0 || ix >= width - 1 || iy >= height - 1) {
                return -2;
            }
            int at = iy * width + ix;
            float fx = x - ix;
            float fy = y - iy;
            return bilinear(master.ridges(), at, fx, fy) * (1f / 127)
                    + grain * noise
                    - bilinear(master.pores(), at, fx, fy) * poreDepth
                    - bilinear(master.creases(), at, fx, fy) * creaseDepth;
        }

        private float bilinear(byte[] plane, int at, float fx, float fy) {
            float top = plane[at] + fx * (plane[at + 1] - plane[at]);
            float bottom = plane[at + width] + fx * (plane[at + width + 1] - plane[at + width]);
            return top + fy * (bottom - top);
        }
    }

    /** Noise of about two pixels' grain, deviation one. */
    private static float[] blobs(int width, int height, SeedStream random) {
        float[] noise = new float[width * height];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.pixelNoise();
        }
        float[] blurred = softened(noise, width, height);
        for (int i = 0; i < noise.length; i++) {
            blurred[i] *= 2.4f;
        }
        return blurred;
    }

    private static byte[] scratches(Preset preset, SeedStream random) {
        byte[] plane = new byte[preset.width() * preset.height()];
        int count = (int) (preset.value(SCRATCHES) * 2 * random.uniform() + 0.5);
        for (int i = 0; i < count; i++) {
            double x = random.uniform() * preset.width();
            double y = random.uniform() * preset.height();
            double angle = random.between(0, StrictMath.PI);
            double length = random.between(12, 70);
            double radius = random.between(0.4, 1.2);
            for (double way = 0; way < length; way += 0.7) {
                angle += random.normal(0, 0.03);
                x += 0.7 * StrictMath.cos(angle);
                y += 0.7 * StrictMath.sin(angle);
                SkinDetail.stamp(plane, preset.width(), preset.height(), x, y, radius, 110);
            }
        }
        return plane;
    }

    /** A 3 x 3 binomial blur: the lens, or the gel on the skin. */
    private static float[] softened(float[] in, int width, int height) {
        float[] across = new float[in.length];
        for (int y = 0; y < height; y++) {
            int row = y * width;
            for (int x = 1; x < width - 1; x++) {
                int at = row + x;
                across[at] = 0.25f * in[at - 1] + 0.5f * in[at] + 0.25f * in[at + 1];
            }
            across[row] = in[row];
            across[row + width - 1] = in[row + width - 1];
        }
        float[] out = across.clone();
        for (int at = width; at < in.length - width; at++) {
            out[at] = 0.25f * across[at - width] + 0.5f * across[at] + 0.25f * across[at + width];
        }
        return out;
    }
}
