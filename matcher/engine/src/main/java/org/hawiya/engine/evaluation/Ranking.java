package org.hawiya.engine.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How well scores rank mates above strangers. */
final class Ranking {
    private static final double[] PENETRATIONS = {0.01, 0.001, 0.0001};
    private static final String[] NAMES = {"0.01", "0.001", "0.0001"};
    private static final double MIN_CARRYING_PAIRS = 1;
    private static final double SMALLEST_SPREAD = 1e-9;

    private Ranking() {}

    /**
     * The share of mated pairs above the quantile of all normalised non-mated scores. A probe's
     * scores are normalised by mean and standard deviation of its own non-mated scores, as a search
     * does with a whole gallery.
     */
    static SortedMap<String, Double> recall(List<ComparedPair> pairs, int impressions) {
        double[] sum = new double[impressions];
        double[] squares = new double[impressions];
        int[] count = new int[impressions];
        for (ComparedPair pair : pairs) {
            if (!pair.mated()) {
                for (int side : new int[] {pair.probe(), pair.candidate()}) {
                    sum[side] += pair.score();
                    squares[side] += pair.score() * pair.score();
                    count[side]++;
                }
            }
        }
        List<Double> mated = new ArrayList<>();
        List<Double> nonMated = new ArrayList<>();
        for (ComparedPair pair : pairs) {
            int probe = pair.probe();
            if (count[probe] > 1) {
                double mean = sum[probe] / count[probe];
                double spread = Math.sqrt(Math.max(0, squares[probe] / count[probe] - mean * mean));
                (pair.mated() ? mated : nonMated)
                        .add((pair.score() - mean) / Math.max(spread, SMALLEST_SPREAD));
            }
        }
        return recall(mated, nonMated);
    }

    private static SortedMap<String, Double> recall(List<Double> mated, List<Double> nonMated) {
        double[] sorted = nonMated.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        SortedMap<String, Double> recall = new TreeMap<>(java.util.Comparator.reverseOrder());
        for (int i = 0; i < PENETRATIONS.length; i++) {
            double allowed = PENETRATIONS[i] * sorted.length;
            if (allowed >= MIN_CARRYING_PAIRS && !mated.isEmpty()) {
                double quantile = sorted[sorted.length - 1 - (int) allowed];
                long above = mated.stream().filter(score -> score > quantile).count();
                recall.put(NAMES[i], (double) above / mated.size());
            }
        }
        return recall;
    }

    /**
     * For each rank from 1 on, the share of mated pairs whose mate is no worse among the probe's
     * strangers.
     */
    static double[] cumulativeMatches(List<ComparedPair> pairs, int impressions, int ranks) {
        List<List<Double>> strangers = new ArrayList<>();
        for (int i = 0; i < impressions; i++) {
            strangers.add(new ArrayList<>());
        }
        for (ComparedPair pair : pairs) {
            if (!pair.mated()) {
                strangers.get(pair.probe()).add(pair.score());
                strangers.get(pair.candidate()).add(pair.score());
            }
        }
        double[] atRank = new double[ranks];
        int mated = 0;
        for (ComparedPair pair : pairs) {
            if (pair.mated()) {
                mated++;
                long better =
                        strangers.get(pair.probe()).stream()
                                .filter(score -> score >= pair.score())
                                .count();
                if (better < ranks) {
                    atRank[(int) better]++;
                }
            }
        }
        int all = Math.max(1, mated);
        Arrays.parallelPrefix(atRank, Double::sum);
        return Arrays.stream(atRank).map(n -> n / all).toArray();
    }
}
