package org.hawiya.engine.gallery;

/**
 * How high the summed scores of strangers get. One finger of a stranger scores above s with
 * probability {@code 0.35 * 10^(-s/10)} and otherwise nothing worth counting (fitted to 23,040
 * non-mated comparisons of eight FVC sets; nothing was observed above a score of 38, the rest of
 * the tail is this line continued). Fingers are taken as independent, so the sum over k fingers is
 * a binomial mixture of Erlang distributions.
 */
final class StrangerModel {
    private static final double COUNTING_SHARE = 0.35;
    private static final double RATE = Math.log(10) / 10;

    private StrangerModel() {}

    /**
     * The probability that the scores of {@code fingers} fingers of two strangers sum to {@code
     * score} or more.
     */
    static double exceedance(int fingers, double score) {
        if (score <= 0) {
            return 1;
        }
        double binomial = Math.pow(1 - COUNTING_SHARE, fingers);
        double term = Math.exp(-RATE * score); // the Poisson term of j - 1 events
        double erlang = 0;
        double sum = 0;
        for (int j = 1; j <= fingers; j++) {
            binomial *= (fingers - j + 1) / (double) j * COUNTING_SHARE / (1 - COUNTING_SHARE);
            erlang += term;
            term *= RATE * score / j;
            sum += binomial * erlang;
        }
        return sum;
    }

    /** The score that strangers reach with the given probability. */
    static double threshold(int fingers, double probability) {
        double low = 0;
        double high = 1_000;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (exceedance(fingers, middle) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
