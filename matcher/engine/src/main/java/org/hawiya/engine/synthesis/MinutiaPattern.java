package org.hawiya.engine.synthesis;

/**
 * All minutiae of a finger's plain side, drawn without growing a ridge: places at random with the
 * distances that skin keeps, directions along the finger's own flow, either way. Frame of the
 * master, y downwards, directions clockwise as seen. Immutable.
 */
final class MinutiaPattern {
    private static final int MOST = 160;

    /**
     * Minutiae for each square pixel of skin, before any is lost; about 0.2 a square millimetre.
     */
    private static final double DENSITY = 6.1e-4;

    private static final double DENSITY_SPREAD = 0.26;

    /** Two minutiae never lie nearer than this part of a ridge period. */
    private static final double HARD_CORE = 0.7;

    /** Up to this many periods they avoid each other more or less. */
    private static final double SOFT_CORE = 1.3;

    /**
     * Where ridges spread, the new ones that fill the gap all begin the same way round. Pixels;
     * found, with the drift and the jitter, by the scores of strangers: real prints' tail is
     * theirs.
     */
    private static final double POLARITY = 100;

    /** Minutiae gather within about this distance of a core or delta, in pixels. */
    private static final double CROWD_REACH = 60;

    /** How readily, against 1 at a core, a minutia is set far from all of them. */
    private static final double SPARSE = 0.52;

    private static final double POLARITY_DRIFT = 0.12;

    private static final double JITTER_RADIANS = 0.01;

    final int size;
    final float[] x;
    final float[] y;
    final boolean[] bifurcation;

    private final FingerPlan plan;
    private final OrientationField.Flow flow;
    private final NoiseField drift;
    private final float[] luck;
    private final float[] jitter;

    private MinutiaPattern(FingerPlan plan, int capacity, SeedStream random) {
        this.plan = plan;
        this.flow =
                new OrientationField.Flow(plan, new SeedStream(plan.seed()).child("orientation"));
        this.drift = new NoiseField(random, plan.width(), plan.height(), 55);
        this.luck = new float[capacity];
        this.jitter = new float[capacity];
        this.size = capacity;
        x = new float[capacity];
        y = new float[capacity];
        bifurcation = new boolean[capacity];
    }

    static MinutiaPattern draw(FingerPlan plan) {
        SeedStream random = new SeedStream(plan.seed()).child("minutiae");
        double breadth = plan.breadth();
        double left = plan.centreX() - 0.64 * breadth;
        double top = Math.max(6, plan.centreY() - 0.86 * breadth);
        double width = 1.28 * breadth;
        double height = Math.min(plan.height() - 6, plan.centreY() + 1.0 * breadth) - top;
        double ridges = 81 / (plan.ridgePeriod() * plan.ridgePeriod());
        double wanted = width * height * DENSITY * ridges * random.normal(1, DENSITY_SPREAD);
        MinutiaPattern pattern =
                new MinutiaPattern(plan, Math.clamp(Math.round(wanted), 4, MOST), random);
        for (int i = 0; i < pattern.size; i++) {
            pattern.place(i, random, left, top, width, height);
            pattern.luck[i] = (float) random.uniform();
            pattern.jitter[i] = (float) (random.pixelNoise() * JITTER_RADIANS);
            pattern.bifurcation[i] = random.chance(0.42);
        }
        return pattern;
    }

    /** Direction of a minutia, clockwise as seen, any number of turns. */
    double direction(int i) {
        return directionAt(x[i], y[i], luck[i]) + jitter[i];
    }

    /**
     * Direction that a minutia at a place has.
     *
     * @param chance uniform in [0, 1): which of the two ways along the ridge
     */
    double directionAt(float atX, float atY, double chance) {
        double ridge = flow.doubledAngle(atX, atY) / 2;
        double spread = OrientationField.spread(plan, atX, atY, ridge);
        double along =
                Math.clamp(
                        0.5 + POLARITY * spread + POLARITY_DRIFT * drift.at(atX, atY), 0.06, 0.94);
        return (chance < along ? 0 : StrictMath.PI) - ridge;
    }

    private void place(
            int i, SeedStream random, double left, double top, double width, double height) {
        double period = plan.ridgePeriod();
        double hard = HARD_CORE * period * HARD_CORE * period;
        double soft = SOFT_CORE * period * SOFT_CORE * period;
        for (int attempt = 0; attempt < 12; attempt++) {
            x[i] = (float) (left + width * random.uniform());
            y[i] = (float) (top + height * random.uniform());
            if (!random.chance(crowding(x[i], y[i]))) {
                continue;
            }
            double nearest = nearestSquared(i);
            if (nearest > soft || (nearest > hard && random.chance(0.55))) {
                return;
            }
        }
    }

    /** Minutiae gather where the flow turns: around cores and deltas. 1 there, less elsewhere. */
    private double crowding(float atX, float atY) {
        double reach = CROWD_REACH * CROWD_REACH;
        double most = 0;
        for (Singularity point : plan.singularities()) {
            double dx = atX - point.x();
            double dy = atY - point.y();
            most = Math.max(most, reach / (reach + dx * dx + dy * dy));
        }
        return SPARSE + (1 - SPARSE) * most;
    }

    private double nearestSquared(int i) {
        float nearest = Float.MAX_VALUE;
        for (int j = 0; j < i; j++) {
            float dx = x[j] - x[i];
            float dy = y[j] - y[i];
            nearest = Math.min(nearest, dx * dx + dy * dy);
        }
        return nearest;
    }
}
