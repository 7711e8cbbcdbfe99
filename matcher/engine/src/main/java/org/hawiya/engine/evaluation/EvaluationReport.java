package org.hawiya.engine.evaluation;

import java.util.Map;
import java.util.SortedMap;

/**
 * The figures of one evaluation; the component names are the names in its JSON. Every rate is a
 * fraction from 0 to 1.
 *
 * @param fingers fingers in the set
 * @param impressions images in the set
 * @param mated mated comparisons
 * @param nonMated non-mated comparisons
 * @param failureToEnrol share of the images that gave no minutiae or could not be read; they take
 *     part in no comparison
 * @param fnmrAtFmr100 FNMR at the lowest threshold with an observed FMR of at most 1e-2; likewise
 *     1e-3 and 1e-4. With fewer non-mated comparisons than 1/FMR it equals {@code zeroFmrFnmr}
 * @param zeroFmrFnmr share of mated pairs that score no higher than the highest non-mated pair
 * @param recallAtPenetration share of mated pairs above the pooled non-mated quantile, scores
 *     normalised for each probe; a penetration that fewer than ten comparisons would carry is left
 *     out
 * @param intervals bootstrap over fingers, by the name of the figure
 */
public record EvaluationReport(
        String comparator,
        int fingers,
        int impressions,
        int mated,
        int nonMated,
        double failureToEnrol,
        double eer,
        double fnmrAtFmr100,
        double fnmrAtFmr1000,
        double fnmrAtFmr10000,
        double zeroFmrFnmr,
        SortedMap<String, Double> recallAtPenetration,
        Map<String, Interval> intervals,
        double secondsTotal) {}
