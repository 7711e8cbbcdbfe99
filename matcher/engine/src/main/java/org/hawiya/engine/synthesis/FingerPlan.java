package org.hawiya.engine.synthesis;

import java.util.ArrayList;
import java.util.List;
import org.hawiya.engine.FingerPosition;

/**
 * What is decided about a finger before its ridges are grown. Lengths are pixels at 500 dpi in the
 * master's frame, y downwards.
 *
 * @param breadth of a plain print; the master is wide enough for a rolled one
 * @param ridgePeriod mean distance from ridge to ridge
 * @param creaseCount permanent white lines across the ridges
 * @param scarCount broad ones, where ridges were lost for good
 */
record FingerPlan(
        FingerPosition position,
        PatternClass pattern,
        int width,
        int height,
        double breadth,
        double ridgePeriod,
        int creaseCount,
        int scarCount,
        List<Singularity> singularities,
        RidgeFlow flow,
        long seed) {
    /**
     * Plain breadth of thumb to little finger of a mean adult hand: 16.5, 14, 14.2, 13.3, 11.7 mm.
     */
    private static final double[] BREADTH = {318, 272, 274, 262, 232};

    private static final double[] PERIOD_FACTOR = {1.05, 1.0, 1.0, 0.99, 0.95};

    double centreX() {
        return width / 2.0;
    }

    double centreY() {
        return height * 0.43;
    }

    static FingerPlan draw(
            FingerPosition position,
            PatternClass pattern,
            HandTraits hand,
            SeedStream own,
            SeedStream pair) {
        int digit = PatternFrequencies.digit(position);
        double breadth = BREADTH[digit] * hand.size() * own.normal(1, 0.025);
        int width = ((int) (breadth * 1.78)) + 24;
        int height = ((int) (breadth * 2.1)) + 24;
        Geometry geometry =
                new Geometry(
                        own,
                        pair,
                        PatternFrequencies.isRight(position) ? 1 : -1,
                        breadth / 272,
                        width / 2.0,
                        height * 0.43);
        List<Singularity> points = geometry.singularities(pattern);
        int cores = (int) points.stream().filter(p -> p.kind() == Singularity.Kind.CORE).count();
        return new FingerPlan(
                position,
                pattern,
                width,
                height,
                breadth,
                hand.ridgePeriod() * PERIOD_FACTOR[digit] * own.normal(1, 0.015),
                (int) (hand.creases() * (0.3 + 1.4 * own.uniform())),
                0,
                points,
                RidgeFlow.draw(own.child("flow"), cores),
                own.nextLong());
    }

    FingerPlan scarred(int scars) {
        return new FingerPlan(
                position,
                pattern,
                width,
                height,
                breadth,
                ridgePeriod,
                creaseCount,
                scars,
                singularities,
                flow,
                seed);
    }

    /** Places singular points. Opposite fingers share half the variance, mirrored. */
    private record Geometry(
            SeedStream own, SeedStream pair, int side, double scale, double x, double y) {
        List<Singularity> singularities(PatternClass pattern) {
            double coreX = x + side * related(0, 9);
            double coreY = y + related(0, 14);
            return switch (pattern) {
                case ARCH -> List.of();
                case TENTED_ARCH ->
                        List.of(
                                core(coreX, coreY),
                                delta(coreX + related(0, 5), coreY + related(72, 12)));
                case LEFT_LOOP -> loop(coreX, coreY, 1);
                case RIGHT_LOOP -> loop(coreX, coreY, -1);
                case WHORL -> whorl(coreX, coreY);
            };
        }

        private List<Singularity> loop(double coreX, double coreY, int deltaSide) {
            return List.of(
                    core(coreX, coreY),
                    delta(coreX + deltaSide * related(92, 17), coreY + related(128, 20)));
        }

        private List<Singularity> whorl(double coreX, double coreY) {
            boolean doubleLoop = own.chance(0.2);
            double apart = doubleLoop ? own.between(40, 78) : own.between(14, 60);
            double askew =
                    doubleLoop ? (own.chance(0.5) ? 1 : -1) * own.between(16, 40) : related(0, 5);
            List<Singularity> points = new ArrayList<>(4);
            points.add(core(coreX - scale * askew / 2, coreY - scale * apart / 2));
            points.add(core(coreX + scale * askew / 2, coreY + scale * apart / 2));
            points.add(delta(coreX - related(106, 15), coreY + related(112, 18)));
            points.add(delta(coreX + related(106, 15), coreY + related(112, 18)));
            return List.copyOf(points);
        }

        private double related(double mean, double deviation) {
            double z = (pair.normal(0, 1) + own.normal(0, 1)) * 0.7071;
            return scale * (mean + deviation * z);
        }

        private static Singularity core(double x, double y) {
            return new Singularity(Singularity.Kind.CORE, x, y);
        }

        private static Singularity delta(double x, double y) {
            return new Singularity(Singularity.Kind.DELTA, x, y);
        }
    }
}
