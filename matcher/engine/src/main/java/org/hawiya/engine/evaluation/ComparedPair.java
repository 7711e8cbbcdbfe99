package org.hawiya.engine.evaluation;

/**
 * One comparison that was made.
 *
 * @param probe index of the impression
 * @param candidate index of the impression
 * @param probeFinger index of the finger
 * @param candidateFinger index of the finger; equal to {@code probeFinger} for a mated pair
 */
record ComparedPair(int probe, int candidate, int probeFinger, int candidateFinger, double score) {
    boolean mated() {
        return probeFinger == candidateFinger;
    }
}
