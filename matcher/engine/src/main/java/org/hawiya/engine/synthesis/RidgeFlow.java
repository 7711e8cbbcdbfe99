package org.hawiya.engine.synthesis;

/**
 * What shapes a finger's flow between its singular points: the Vizcaya-Gerhardt corrections at
 * eight bearings (radians of the doubled angle, first at bearing -pi, then every 45 degrees
 * counter-clockwise), the steepness of an arch, and how far the flow wanders (radians).
 */
final class RidgeFlow {
    private static final int KNOTS = 8;

    /**
     * Mean core correction in degrees. The flow left and right of a core falls more steeply than
     * the bare zero-pole model has it: without this, prints look like two flat fans.
     */
    private static final double[] CORE_DEGREES = {58, 24, 0, -24, -58, -44, 0, 44};

    private final double[] core;
    private final double[] delta;
    private final double archRise;
    private final double turnRadians;

    private RidgeFlow(double[] core, double[] delta, double archRise, double turnRadians) {
        this.core = core;
        this.delta = delta;
        this.archRise = archRise;
        this.turnRadians = turnRadians;
    }

    static RidgeFlow draw(SeedStream random, int cores) {
        double[] core = new double[KNOTS];
        double[] delta = new double[KNOTS];
        double strength = random.normal(1, 0.25) / Math.max(1, cores);
        for (int i = 0; i < KNOTS; i++) {
            core[i] =
                    StrictMath.toRadians(
                            CORE_DEGREES[i] * strength
                                    + random.normal(0, 9.0 / Math.max(1, cores)));
            delta[i] = StrictMath.toRadians(random.normal(0, 8));
        }
        return new RidgeFlow(core, delta, random.between(1.0, 1.9), StrictMath.toRadians(5.5));
    }

    double archRise() {
        return archRise;
    }

    double turnRadians() {
        return turnRadians;
    }

    double coreCorrection(double bearing) {
        return periodic(core, bearing);
    }

    double deltaCorrection(double bearing) {
        return periodic(delta, bearing);
    }

    /**
     * A closed Catmull-Rom curve through the knots: the paper's straight pieces leave visible
     * kinks.
     */
    private static double periodic(double[] knots, double bearing) {
        double position = (bearing + StrictMath.PI) / (2 * StrictMath.PI) * KNOTS;
        int i = (int) Math.floor(position);
        double t = position - i;
        double p0 = knots[(i + KNOTS - 1) % KNOTS];
        double p1 = knots[i % KNOTS];
        double p2 = knots[(i + 1) % KNOTS];
        double p3 = knots[(i + 2) % KNOTS];
        return p1
                + 0.5
                        * t
                        * (p2
                                - p0
                                + t
                                        * (2 * p0
                                                - 5 * p1
                                                + 4 * p2
                                                - p3
                                                + t * (3 * (p1 - p2) + p3 - p0)));
    }
}
