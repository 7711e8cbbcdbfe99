package org.hawiya.engine.synthesis;

/**
 * Grows ridges out of noise by filtering it over and over with Gabor-like kernels that follow the
 * local orientation and ridge period (Cappelli, Maio and Maltoni, 2000). Minutiae appear where
 * ridges of different origin meet and where the flow spreads. Most rounds run at half resolution,
 * the last ones at full: the same ridges at a quarter of the cost.
 */
final class RidgeGrowth {
    private static final int ORIENTATIONS = 64;
    private static final int PERIODS = 28;
    private static final double SHORTEST_PERIOD = 5.5;
    private static final double PERIOD_STEP = 0.3;
    private static final int HALF_ROUNDS = 16;
    private static final int FULL_ROUNDS = 2;

    /**
     * Gain on a perfect wave: above one, so that the rounds saturate ridges instead of fading them.
     */
    private static final float SATURATING = 2.2f;

    /**
     * The last round leaves a round crest, so that pressure and moisture can choose a ridge's
     * breadth.
     */
    private static final float SMOOTHING = 0.8f;

    private static final KernelBank HALF = new KernelBank(2, 6);
    private static final KernelBank FULL = new KernelBank(1, 9);

    private RidgeGrowth() {}

    /**
     * Ridges of a whole master: width times height values from -1 (middle of a valley) to 1 (middle
     * of a ridge). {@code inside} says where the finger is; the rest stays 0.
     */
    static float[] grow(
            int width,
            int height,
            OrientationField orientation,
            float[] periods,
            boolean[] inside,
            SeedStream random) {
        int halfWidth = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        short[] halfKernels =
                kernelIndex(halfWidth, halfHeight, 2, width, height, orientation, periods, inside);
        float[] half = new float[halfWidth * halfHeight];
        for (int i = 0; i < half.length; i++) {
            half[i] = halfKernels[i] < 0 ? 0 : 0.1f * random.pixelNoise();
        }
        for (int round = 0; round < HALF_ROUNDS; round++) {
            half = filter(half, halfWidth, halfHeight, halfKernels, HALF, SATURATING);
        }
        short[] kernels =
                kernelIndex(width, height, 1, width, height, orientation, periods, inside);
        float[] full = doubled(half, halfWidth, halfHeight, width, height);
        for (int round = 0; round < FULL_ROUNDS; round++) {
            boolean last = round == FULL_ROUNDS - 1;
            full = filter(full, width, height, kernels, FULL, last ? SMOOTHING : SATURATING);
        }
        return full;
    }

    private static short[] kernelIndex(
            int columns,
            int rows,
            int scale,
            int width,
            int height,
            OrientationField orientation,
            float[] periods,
            boolean[] inside) {
        short[] index = new short[columns * rows];
        for (int row = 0; row < rows; row++) {
            int y = Math.min(row * scale, height - 1);
            for (int column = 0; column < columns; column++) {
                int x = Math.min(column * scale, width - 1);
                int pixel = y * width + x;
                index[row * columns + column] =
                        inside[pixel] ? kernel(orientation, periods[pixel], x, y) : -1;
            }
        }
        return index;
    }

    private static short kernel(OrientationField orientation, float period, int x, int y) {
        double turn = orientation.angle(x, y) / StrictMath.PI * ORIENTATIONS;
        int angleBin = (int) (turn + 0.5) % ORIENTATIONS;
        int periodBin =
                Math.clamp(Math.round((period - SHORTEST_PERIOD) / PERIOD_STEP), 0, PERIODS - 1);
        return (short) (angleBin * PERIODS + periodBin);
    }

    private static float[] filter(
            float[] in, int width, int height, short[] kernels, KernelBank bank, float gain) {
        float[] out = new float[in.length];
        int radius = bank.radius;
        int side = 2 * radius + 1;
        for (int y = radius; y < height - radius; y++) {
            for (int x = radius; x < width - radius; x++) {
                int kernel = kernels[y * width + x];
                if (kernel < 0) {
                    continue;
                }
                float[] weights = bank.kernels[kernel];
                float sum = 0;
                int from = (y - radius) * width + x - radius;
                int w = 0;
                for (int j = 0; j < side; j++) {
                    float a = 0;
                    float b = 0;
                    for (int i = 0; i < side - 1; i += 2) {
                        a += weights[w + i] * in[from + i];
                        b += weights[w + i + 1] * in[from + i + 1];
                    }
                    sum += a + b + weights[w + side - 1] * in[from + side - 1];
                    from += width;
                    w += side;
                }
                out[y * width + x] = Math.clamp(gain * sum, -1, 1);
            }
        }
        return out;
    }

    private static float[] doubled(
            float[] half, int halfWidth, int halfHeight, int width, int height) {
        float[] out = new float[width * height];
        for (int y = 0; y < height; y++) {
            int top = y / 2;
            int bottom = Math.min(top + (y & 1), halfHeight - 1);
            for (int x = 0; x < width; x++) {
                int left = x / 2;
                int right = Math.min(left + (x & 1), halfWidth - 1);
                out[y * width + x] =
                        0.25f
                                * (half[top * halfWidth + left]
                                        + half[top * halfWidth + right]
                                        + half[bottom * halfWidth + left]
                                        + half[bottom * halfWidth + right]);
            }
        }
        return out;
    }

    /** All kernels of one resolution, made once: 64 orientations times 28 periods. */
    private static final class KernelBank {
        final int radius;
        final float[][] kernels = new float[ORIENTATIONS * PERIODS][];

        KernelBank(int scale, int radius) {
            this.radius = radius;
            for (int a = 0; a < ORIENTATIONS; a++) {
                for (int p = 0; p < PERIODS; p++) {
                    double period = (SHORTEST_PERIOD + p * PERIOD_STEP) / scale;
                    kernels[a * PERIODS + p] =
                            kernel(radius, a * StrictMath.PI / ORIENTATIONS, period);
                }
            }
        }

        private static float[] kernel(int radius, double angle, double period) {
            int side = 2 * radius + 1;
            double across = 0.45 * period;
            double along = 0.55 * period;
            double[] wave = new double[side * side];
            double[] window = new double[side * side];
            for (int y = -radius; y <= radius; y++) {
                for (int x = -radius; x <= radius; x++) {
                    double u = x * StrictMath.sin(angle) + y * StrictMath.cos(angle);
                    double v = x * StrictMath.cos(angle) - y * StrictMath.sin(angle);
                    int at = (y + radius) * side + x + radius;
                    window[at] =
                            StrictMath.exp(
                                    -u * u / (2 * across * across) - v * v / (2 * along * along));
                    wave[at] = StrictMath.cos(2 * StrictMath.PI * u / period);
                }
            }
            return normalised(wave, window);
        }

        /** Zero mean under the window, and gain one on its own wave. */
        private static float[] normalised(double[] wave, double[] window) {
            double weighted = 0;
            double total = 0;
            for (int i = 0; i < wave.length; i++) {
                weighted += wave[i] * window[i];
                total += window[i];
            }
            double mean = weighted / total;
            double response = 0;
            for (int i = 0; i < wave.length; i++) {
                response += (wave[i] - mean) * window[i] * wave[i];
            }
            float[] kernel = new float[wave.length];
            for (int i = 0; i < wave.length; i++) {
                kernel[i] = (float) ((wave[i] - mean) * window[i] / response);
            }
            return kernel;
        }
    }
}
