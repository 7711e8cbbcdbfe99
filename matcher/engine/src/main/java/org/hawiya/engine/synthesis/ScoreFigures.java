package org.hawiya.engine.synthesis;

import java.util.Arrays;

/**
 * SourceAFIS's scores on a set; rates are fractions, the component names are the names in the JSON.
 *
 * @param scoreAtFmr100 the score that one non-mated pair in a hundred reaches; likewise a thousand
 *     and ten thousand, which say little when there are fewer pairs than that
 */
public record ScoreFigures(
        int mated,
        int nonMated,
        double eer,
        double fnmrAtFmr100,
        double fnmrAtFmr1000,
        double scoreAtFmr100,
        double scoreAtFmr1000,
        double scoreAtFmr10000,
        double matedMedian,
        double nonMatedMax) {
    /**
     * Takes the scores in any order.
     *
     * @param mated at least one
     * @param nonMated at least one
     */
    static ScoreFigures of(double[] mated, double[] nonMated) {
        double[] mates = mated.clone();
        double[] strangers = nonMated.clone();
        Arrays.sort(mates);
        Arrays.sort(strangers);
        return new ScoreFigures(
                mates.length,
                strangers.length,
                eer(mates, strangers),
                below(mates, scoreAt(strangers, 1e-2)),
                below(mates, scoreAt(strangers, 1e-3)),
                scoreAt(strangers, 1e-2),
                scoreAt(strangers, 1e-3),
                scoreAt(strangers, 1e-4),
                mates[mates.length / 2],
                strangers[strangers.length - 1]);
    }

    /** Just above the score which more than this part of the strangers reach. */
    private static double scoreAt(double[] strangers, double fmr) {
        int above = (int) Math.floor(fmr * strangers.length);
        return Math.nextUp(strangers[strangers.length - 1 - above]);
    }

    private static double eer(double[] mates, double[] strangers) {
        double nearest = Double.MAX_VALUE;
        double eer = 0;
        for (double threshold : strangers) {
            double fmr = 1 - below(strangers, threshold);
            double fnmr = below(mates, threshold);
            if (Math.abs(fmr - fnmr) < nearest) {
                nearest = Math.abs(fmr - fnmr);
                eer = (fmr + fnmr) / 2;
            }
        }
        boolean apart = mates[0] > strangers[strangers.length - 1];
        return apart ? 0 : eer;
    }

    /** Part of the sorted scores that lie below a threshold. */
    private static double below(double[] sorted, double threshold) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / sorted.length;
    }
}
