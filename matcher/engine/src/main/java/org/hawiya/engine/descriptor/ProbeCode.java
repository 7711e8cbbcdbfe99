package org.hawiya.engine.descriptor;

import java.util.List;

/**
 * A print's code as a probe: for each of its structures the floor that strangers' overlaps reach by
 * chance. A structure that resembles everybody counts late, a rare one early.
 *
 * @param floors shared bits up to which a resemblance counts nothing
 */
@SuppressWarnings("ArrayRecordComponent") // see PrintCode
public record ProbeCode(PrintCode code, int[] floors) {
    /** How far above the strangers' mean a floor lies, in standard deviations. */
    private static final double FLOOR_DEVIATIONS = 1.75;

    private static final double LEAST_DEVIATION = 0.5;

    /**
     * Sets the floors by what strangers reach; at least some hundred strangers make them steady.
     */
    public static ProbeCode against(PrintCode code, List<PrintCode> strangers) {
        int[] floors = new int[PrintCode.STRUCTURES];
        for (int structure = 0; structure < floors.length; structure++) {
            double sum = 0;
            double squares = 0;
            for (PrintCode stranger : strangers) {
                int overlap = stranger.bestOverlap(code, structure);
                sum += overlap;
                squares += (double) overlap * overlap;
            }
            double mean = sum / strangers.size();
            double deviation = Math.sqrt(Math.max(0, squares / strangers.size() - mean * mean));
            floors[structure] =
                    (int)
                            Math.round(
                                    mean + FLOOR_DEVIATIONS * Math.max(LEAST_DEVIATION, deviation));
        }
        return new ProbeCode(code, floors);
    }

    /**
     * The score against one print: the squared excess over the floor, summed over this probe's
     * structures.
     */
    public int score(PrintCode candidate) {
        int score = 0;
        for (int structure = 0; structure < floors.length; structure++) {
            int excess = Math.max(0, candidate.bestOverlap(code, structure) - floors[structure]);
            score += excess * excess;
        }
        return score;
    }

    @Override
    public String toString() {
        return "ProbeCode[REDACTED]";
    }
}
