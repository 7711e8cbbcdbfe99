package org.hawiya.engine.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Draws fingers again and again, because the impressions of one finger are not independent of each
 * other.
 */
final class Bootstrap {
    private static final int MAX_DRAWS = 1_000;
    private static final int MIN_DRAWS = 100;
    private static final long MAX_WORK = 400_000_000L;
    private static final long SEED = 20_261_123;

    private Bootstrap() {}

    /** An interval for each figure, drawn together; the same input gives the same intervals. */
    static List<Interval> intervals(
            ErrorRates rates,
            int fingers,
            long pairs,
            List<ToDoubleFunction<List<ErrorRates.Point>>> figures) {
        int draws = draws(pairs);
        double[][] values = new double[figures.size()][draws];
        Random random = new Random(SEED);
        for (int draw = 0; draw < draws; draw++) {
            List<ErrorRates.Point> curve = rates.curve(drawn(random, fingers));
            for (int i = 0; i < figures.size(); i++) {
                values[i][draw] = figures.get(i).applyAsDouble(curve);
            }
        }
        return Arrays.stream(values).map(Bootstrap::middle).toList();
    }

    private static int draws(long pairs) {
        return Math.clamp(MAX_WORK / Math.max(1, pairs), MIN_DRAWS, MAX_DRAWS);
    }

    static int[] drawn(Random random, int fingers) {
        int[] weights = new int[fingers];
        for (int i = 0; i < fingers; i++) {
            weights[random.nextInt(fingers)]++;
        }
        return weights;
    }

    static Interval middle(double[] values) {
        Arrays.sort(values);
        return new Interval(
                values[(int) Math.floor(0.025 * (values.length - 1))],
                values[(int) Math.ceil(0.975 * (values.length - 1))]);
    }
}
