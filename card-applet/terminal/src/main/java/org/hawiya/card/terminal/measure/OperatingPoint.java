package org.hawiya.card.terminal.measure;

/**
 * Thresholds of the card's matcher, from 26,260 pooled non-mated comparisons of real prints. One of
 * them goes into each finger's container: never a constant on the card.
 */
public enum OperatingPoint {
    /** One false match in a thousand attempts. */
    FMR_1000(625),
    /** One in ten thousand; carried by two observations only (the rule of thirty asks for 300,000). */
    FMR_10000(865);

    private final short threshold;

    OperatingPoint(int threshold) {
        this.threshold = (short) threshold;
    }

    /** The least score that is accepted. */
    public short threshold() {
        return threshold;
    }
}
