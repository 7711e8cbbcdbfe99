package org.hawiya.engine.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A finished evaluation: its figures, and its curves on request. */
public final class EvaluationRun {
    private final EvaluationReport report;
    private final List<ComparedPair> pairs;
    private final int impressions;
    private final List<ErrorRates.Point> curve;

    EvaluationRun(
            String comparator,
            int fingers,
            int impressions,
            double failureToEnrol,
            List<ComparedPair> pairs,
            double secondsTotal) {
        this.pairs = pairs;
        this.impressions = impressions;
        ErrorRates rates = new ErrorRates(pairs);
        int[] once = new int[fingers];
        Arrays.fill(once, 1);
        this.curve = rates.curve(once);
        int mated = (int) pairs.stream().filter(ComparedPair::mated).count();
        this.report =
                new EvaluationReport(
                        comparator,
                        fingers,
                        impressions,
                        mated,
                        pairs.size() - mated,
                        failureToEnrol,
                        ErrorRates.eer(curve),
                        ErrorRates.fnmrAt(curve, 1e-2),
                        ErrorRates.fnmrAt(curve, 1e-3),
                        ErrorRates.fnmrAt(curve, 1e-4),
                        ErrorRates.fnmrAt(curve, 0),
                        Ranking.recall(pairs, impressions),
                        intervals(rates, fingers, pairs.size()),
                        secondsTotal);
    }

    public EvaluationReport report() {
        return report;
    }

    /**
     * Writes {@code det-<comparator>.svg} and {@code cmc-<comparator>.svg}; the folder is made when
     * it is missing.
     */
    public void writePlots(Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = report.comparator();
        String counts = " (" + report.mated() + " mated, " + report.nonMated() + " non-mated)";
        Files.writeString(
                folder.resolve("det-" + name + ".svg"), Plots.det("DET, " + name + counts, curve));
        Files.writeString(
                folder.resolve("cmc-" + name + ".svg"),
                Plots.cmc(
                        "CMC, " + name + counts,
                        Ranking.cumulativeMatches(pairs, impressions, Plots.RANKS)));
    }

    List<ComparedPair> pairs() {
        return pairs;
    }

    private static Map<String, Interval> intervals(ErrorRates rates, int fingers, int pairs) {
        List<Interval> found =
                Bootstrap.intervals(
                        rates,
                        fingers,
                        pairs,
                        List.of(
                                ErrorRates::eer,
                                curve -> ErrorRates.fnmrAt(curve, 1e-2),
                                curve -> ErrorRates.fnmrAt(curve, 1e-3)));
        Map<String, Interval> intervals = new TreeMap<>();
        intervals.put("eer", found.get(0));
        intervals.put("fnmrAtFmr100", found.get(1));
        intervals.put("fnmrAtFmr1000", found.get(2));
        return intervals;
    }
}
