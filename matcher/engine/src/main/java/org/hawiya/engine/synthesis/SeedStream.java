package org.hawiya.engine.synthesis;

/**
 * Random numbers that are the same on every machine and in every release: SplitMix64 (Steele, Lea
 * and Flood, 2014), written out because the sequence is part of what a seed means. Not thread-safe;
 * a child stream depends on its parent's seed and its label only, never on how much was drawn
 * before, so the order in which the parts of a print are made does not matter.
 */
final class SeedStream {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    SeedStream(long seed) {
        this.seed = seed;
        this.state = seed;
    }

    SeedStream child(long label) {
        return new SeedStream(mix(seed ^ mix(label * GOLDEN_GAMMA + 0x632BE59BD9B4E019L)));
    }

    /** A stream for a named part of the same thing. The name is hashed as Java specifies. */
    SeedStream child(String label) {
        return child(0x5EED_0000_0000L + label.hashCode());
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    int below(int bound) {
        return (int) (((nextLong() >>> 33) * bound) >>> 31);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Standard normal, by Marsaglia's polar method on StrictMath. */
    double gaussian() {
        while (true) {
            double u = 2 * uniform() - 1;
            double v = 2 * uniform() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                return u * Math.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /** Normal, redrawn beyond two deviations so that no finger comes out impossible. */
    double normal(double mean, double deviation) {
        double z;
        do {
            z = gaussian();
        } while (z < -2 || z > 2);
        return mean + deviation * z;
    }

    /**
     * A cheap bell curve of deviation one for noise by the pixel: the sum of the four 16-bit parts
     * of one draw, bounded at 3.5.
     */
    float pixelNoise() {
        long bits = nextLong();
        int sum =
                (int) (bits & 0xFFFF)
                        + (int) ((bits >>> 16) & 0xFFFF)
                        + (int) ((bits >>> 32) & 0xFFFF)
                        + (int) (bits >>> 48);
        return (sum - 131070) * (1.7320508f / 65536f);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
