package org.hawiya.engine.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Error rates of scored pairs (ISO/IEC 19795-1), with a weight for each finger so that a bootstrap
 * need not copy or sort anything again. A comparison matches when its score reaches the threshold.
 */
final class ErrorRates {
    /** A point of the trade-off: the rates at one threshold. */
    record Point(double threshold, double fmr, double fnmr) {}

    private final List<ComparedPair> falling;

    ErrorRates(List<ComparedPair> pairs) {
        falling = new ArrayList<>(pairs);
        falling.sort(Comparator.comparingDouble(ComparedPair::score).reversed());
    }

    /**
     * The trade-off from the strictest threshold (nothing matches) to the laxest (everything does).
     */
    List<Point> curve(int[] fingerWeights) {
        double mated = 0;
        double nonMated = 0;
        for (ComparedPair pair : falling) {
            double weight = weight(pair, fingerWeights);
            if (pair.mated()) {
                mated += weight;
            } else {
                nonMated += weight;
            }
        }
        List<Point> curve = new ArrayList<>();
        curve.add(new Point(Double.POSITIVE_INFINITY, 0, 1));
        double matched = 0;
        double falselyMatched = 0;
        for (int i = 0; i < falling.size(); i++) {
            ComparedPair pair = falling.get(i);
            double weight = weight(pair, fingerWeights);
            if (pair.mated()) {
                matched += weight;
            } else {
                falselyMatched += weight;
            }
            boolean lastOfItsScore =
                    i + 1 == falling.size() || falling.get(i + 1).score() < pair.score();
            if (lastOfItsScore) {
                curve.add(
                        new Point(
                                pair.score(),
                                share(falselyMatched, nonMated),
                                1 - share(matched, mated)));
            }
        }
        return curve;
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    // A finger drawn twice forms each of its pairs twice; a pair of two fingers as often as both
    // were drawn together.
    // Two draws of one finger are no non-mated pair.
    private static double weight(ComparedPair pair, int[] fingerWeights) {
        return pair.mated()
                ? fingerWeights[pair.probeFinger()]
                : (double) fingerWeights[pair.probeFinger()]
                        * fingerWeights[pair.candidateFinger()];
    }

    /**
     * The rate where both errors are equal; between two thresholds, the middle of the nearer pair
     * (FVC2000, 4.2).
     */
    static double eer(List<Point> curve) {
        Point before = curve.getFirst();
        for (Point point : curve) {
            if (point.fmr() >= point.fnmr()) {
                boolean nearer = point.fmr() + point.fnmr() <= before.fmr() + before.fnmr();
                Point chosen = nearer ? point : before;
                return (chosen.fmr() + chosen.fnmr()) / 2;
            }
            before = point;
        }
        return (before.fmr() + before.fnmr()) / 2;
    }

    /** The lowest FNMR that keeps the observed FMR at or below the given one. */
    static double fnmrAt(List<Point> curve, double fmr) {
        double fnmr = 1;
        for (Point point : curve) {
            if (point.fmr() > fmr) {
                break;
            }
            fnmr = point.fnmr();
        }
        return fnmr;
    }
}
