package org.hawiya.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

class StoryReportTest {
    private static StoryReport report(
            int enrolled,
            int found,
            int cards,
            int accepted,
            int refused,
            boolean lost,
            int verified,
            boolean ledger) {
        return new StoryReport(
                4,
                40,
                enrolled,
                2,
                found,
                0,
                cards,
                4,
                accepted,
                4,
                refused,
                lost,
                verified,
                99,
                ledger,
                new StoryReport.Seconds(1, 2, 3),
                900);
    }

    @Test
    void theJsonHasExactlyThePromisedNames() {
        JsonNode json =
                JsonMapper.builder().build().valueToTree(report(4, 2, 4, 4, 4, true, 4, true));
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "people",
                        "prints",
                        "enrolled",
                        "duplicateAttempts",
                        "duplicatesFound",
                        "falseDuplicates",
                        "cardsIssued",
                        "cardLogins",
                        "cardLoginsAccepted",
                        "impostorTries",
                        "impostorsRefused",
                        "lostCardRefused",
                        "assertionsVerified",
                        "ledgerEntries",
                        "ledgerVerified",
                        "seconds",
                        "peakRssMiB");
        assertThat(json.get("seconds").propertyNames())
                .containsExactlyInAnyOrder("enrolMedian", "loginMedian", "total");
    }

    @Test
    void aStoryWithoutAFaultHolds() {
        assertThat(report(4, 2, 4, 4, 4, true, 4, true).holds()).isTrue();
        assertThat(report(4, 2, 4, 3, 4, true, 3, true).holds())
                .as("a refused finger is no fault of the house")
                .isTrue();
    }

    @Test
    void everySingleFaultBreaksIt() {
        assertThat(
                        List.of(
                                report(3, 2, 3, 4, 4, true, 4, true),
                                report(4, 1, 4, 4, 4, true, 4, true),
                                report(4, 2, 3, 4, 4, true, 4, true),
                                report(4, 2, 4, 0, 4, true, 0, true),
                                report(4, 2, 4, 4, 3, true, 4, true),
                                report(4, 2, 4, 4, 4, false, 4, true),
                                report(4, 2, 4, 4, 4, true, 3, true),
                                report(4, 2, 4, 4, 4, true, 4, false)))
                .noneMatch(StoryReport::holds);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Story.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
        assertThat(Story.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Story.median(List.of())).isZero();
    }
}
