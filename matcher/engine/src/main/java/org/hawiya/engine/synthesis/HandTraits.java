package org.hawiya.engine.synthesis;

/**
 * What the fingers of one person share.
 *
 * @param size of the fingers, one for a mean adult
 * @param ridgePeriod mean, in pixels at 500 dpi
 * @param creases mean number of permanent white lines on a finger
 * @param wear 0 for whole ridges to 1 for ridges ground away
 * @param moisture habitual, -1 dry to 1 sweating
 */
record HandTraits(double size, double ridgePeriod, double creases, double wear, double moisture) {
    static HandTraits draw(PersonProfile profile, SeedStream random) {
        boolean woman = random.chance(0.5);
        double build = random.normal(woman ? 0.94 : 1.03, 0.045);
        double period = random.normal(woman ? 8.7 : 9.25, 0.38);
        double creases = random.between(0.5, 7);
        double moisture = random.normal(0, 0.3);
        return switch (profile) {
            case ADULT, INJURED ->
                    new HandTraits(build, period, creases, 0.06 * random.uniform(), moisture);
            case MANUAL_WORKER ->
                    new HandTraits(
                            build * 1.04,
                            period * 1.02,
                            8 + 2.2 * creases,
                            random.between(0.35, 0.75),
                            moisture - 0.35);
            case CHILD -> {
                double growth = random.between(0.62, 0.82);
                yield new HandTraits(build * growth, period * growth, creases * 0.4, 0, moisture);
            }
        };
    }
}
