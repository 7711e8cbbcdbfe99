package org.hawiya.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorRatesTest {
    private static final int[] ONCE = {1, 1};

    @Test
    void rates_areThoseCountedByHand() {
        // Mated 9, 7, 5, 2; non-mated 6, 3, 1, 0.
        List<ErrorRates.Point> curve =
                new ErrorRates(pairs(new double[] {9, 7, 5, 2}, new double[] {6, 3, 1, 0}))
                        .curve(ONCE);

        assertThat(ErrorRates.eer(curve)).isCloseTo(0.25, within(1e-9));
        assertThat(ErrorRates.fnmrAt(curve, 0)).isCloseTo(0.5, within(1e-9));
        assertThat(ErrorRates.fnmrAt(curve, 0.25)).isCloseTo(0.25, within(1e-9));
        assertThat(ErrorRates.fnmrAt(curve, 1)).isCloseTo(0, within(1e-9));
    }

    @Test
    void equalScores_countAgainstTheComparator() {
        List<ErrorRates.Point> curve =
                new ErrorRates(pairs(new double[] {5, 5}, new double[] {5, 5})).curve(ONCE);

        assertThat(ErrorRates.fnmrAt(curve, 0.5)).isCloseTo(1, within(1e-9));
        assertThat(ErrorRates.eer(curve)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void perfectSeparation_hasNoError() {
        List<ErrorRates.Point> curve =
                new ErrorRates(pairs(new double[] {8, 9}, new double[] {1, 2})).curve(ONCE);

        assertThat(ErrorRates.eer(curve)).isZero();
    }

    @Test
    void fingerDrawnTwice_countsTwice() {
        List<ComparedPair> pairs =
                List.of(
                        new ComparedPair(0, 1, 0, 0, 9),
                        new ComparedPair(2, 3, 1, 1, 1),
                        new ComparedPair(0, 2, 0, 1, 5));

        List<ErrorRates.Point> curve = new ErrorRates(pairs).curve(new int[] {3, 1});

        assertThat(ErrorRates.fnmrAt(curve, 0)).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void intervals_holdTheFigureAndRepeat() {
        Random random = new Random(1);
        List<ComparedPair> pairs = new ArrayList<>();
        for (int f = 0; f < 10; f++) {
            for (int g = f; g < 10; g++) {
                for (int i = 0; i < 20; i++) {
                    pairs.add(
                            new ComparedPair(f, g, f, g, random.nextGaussian() + (f == g ? 2 : 0)));
                }
            }
        }
        EvaluationReport once = new EvaluationRun("x", 10, 10, 0, pairs, 0).report();
        EvaluationReport twice = new EvaluationRun("x", 10, 10, 0, pairs, 0).report();

        assertThat(once).isEqualTo(twice);
        assertThat(once.intervals().get("eer"))
                .isNotNull()
                .satisfies(interval -> {
                    assertThat(interval.low()).isLessThan(once.eer());
                    assertThat(interval.high()).isGreaterThan(once.eer());
                });
    }

    @Test
    void penetrationThatTheCountsCannotCarry_isLeftOut() {
        double[] strangers = new double[500];
        for (int i = 0; i < strangers.length; i++) {
            strangers[i] = i / 500.0;
        }

        assertThat(Ranking.recall(pairs(new double[] {9, 0.2}, strangers), 2))
                .containsOnlyKeys("0.01")
                .containsEntry("0.01", 0.5);
    }

    private static List<ComparedPair> pairs(double[] mated, double[] nonMated) {
        List<ComparedPair> pairs = new ArrayList<>();
        for (double score : mated) {
            pairs.add(new ComparedPair(0, 0, 0, 0, score));
        }
        for (double score : nonMated) {
            pairs.add(new ComparedPair(0, 1, 0, 1, score));
        }
        return pairs;
    }
}
