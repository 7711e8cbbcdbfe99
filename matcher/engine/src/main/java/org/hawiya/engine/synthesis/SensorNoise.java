package org.hawiya.engine.synthesis;

import static org.hawiya.engine.synthesis.SynthesisParameter.*;

/** From ink (0 bare, 1 full) to gray: background, residue, stripes and noise of the sensor. */
final class SensorNoise {
    private SensorNoise() {}

    static byte[] develop(float[] ink, Preset preset, SeedStream random) {
        int width = preset.width();
        int height = preset.height();
        float background = (float) preset.value(BACKGROUND_GRAY);
        float contrast = background - (float) preset.value(RIDGE_GRAY);
        float noise = (float) preset.value(SENSOR_NOISE);
        float residue = (float) preset.value(RESIDUE);
        float[] stripes = stripes(width, (float) preset.value(STRIPES), random.child("stripes"));
        NoiseField light = new NoiseField(random.child("light"), width, height, 90);
        SeedStream specks = random.child("specks");
        byte[] gray = new byte[ink.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                float bare = 1 - Math.min(1, ink[at]);
                float dirt = specks.pixelNoise();
                float value = background - contrast * ink[at] + noise * dirt;
                value += bare * (stripes[x] + (255 - background) * 0.06f * light.at(x, y));
                if (dirt > 3.05f && residue > 0) {
                    value -= residue * bare * contrast * 0.25f;
                }
                gray[at] = (byte) Math.clamp(Math.round(value), 0, 255);
            }
        }
        return gray;
    }

    private static float[] stripes(int width, float deviation, SeedStream random) {
        float[] stripes = new float[width];
        float slow = 0;
        for (int x = 0; x < width; x++) {
            slow = 0.9f * slow + 0.3f * random.pixelNoise();
            stripes[x] = deviation * (0.5f * random.pixelNoise() + slow);
        }
        return stripes;
    }
}
