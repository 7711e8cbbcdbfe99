package org.hawiya.engine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
    /**
     * Thresholds found by simulation with real scores at a false-positive rate of 1e-3 among 10.5
     * million people.
     */
    @ParameterizedTest
    @CsvSource({"1,96", "2,106", "3,114", "4,122", "6,136", "8,148", "10,159"})
    void threshold_isNearTheSimulatedOne(int fingers, double simulated) {
        assertThat(new Decision(1e-2, 1e-3, 1).hitThreshold(fingers, 10_500_000))
                .isCloseTo(simulated, within(5.0));
    }

    @Test
    void threshold_growsWithTheGalleryAndWithTheFingers() {
        Decision decision = Decision.STANDARD;

        assertThat(decision.hitThreshold(10, 1_000_000))
                .isGreaterThan(decision.hitThreshold(10, 100_000));
        assertThat(decision.hitThreshold(10, 100_000))
                .isGreaterThan(decision.hitThreshold(4, 100_000));
        assertThat(decision.hitThreshold(4, 10)).isGreaterThan(decision.examineThreshold(4, 10));
    }

    @Test
    void oneFingerOfStrangers_followsTheLineItWasFittedTo() {
        assertThat(StrangerModel.exceedance(1, 20)).isCloseTo(3.5e-3, within(1e-9));
        assertThat(StrangerModel.exceedance(10, 0)).isEqualTo(1);
    }
}
