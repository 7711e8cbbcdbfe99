package org.hawiya.app.demo;

import org.hawiya.app.database.EmbeddedDatabase;
import org.hawiya.ledger.VerificationReport;

import java.util.Collections;
import java.util.List;

/** The whole story, chapter by chapter, through the servers' public interfaces only. */
final class Story {
    private final Stage stage;
    private final EmbeddedDatabase database;

    Story(Stage stage, EmbeddedDatabase database) {
        this.stage = stage;
        this.database = database;
    }

    StoryReport play(List<Player> players) {
        try (PeakMemory memory = PeakMemory.watch(database.process())) {
            GatewayAdministration.registerEService(stage.installation(), stage.ports());
            EnrolmentChapter.Outcome enrolment = new EnrolmentChapter(stage).play(players);
            List<CardHolder> holders = new IssuanceChapter(stage).play(enrolment.enrolled());
            SecondEnrolmentChapter.Outcome again =
                    new SecondEnrolmentChapter(stage).play(enrolment.enrolled());
            LoginChapter.Outcome logins = new LoginChapter(stage).play(holders);
            ImpostorChapter.Outcome impostors = new ImpostorChapter(stage).play(holders);
            boolean lostRefused =
                    !holders.isEmpty() && new LostCardChapter(stage).play(holders.getLast());
            VerificationReport ledger = new LedgerChapter(stage).play(database);
            return new StoryReport(
                    players.size(),
                    enrolment.prints(),
                    enrolment.enrolled().size(),
                    again.attempts(),
                    again.found(),
                    enrolment.falseDuplicates(),
                    holders.size(),
                    logins.logins(),
                    logins.accepted(),
                    impostors.tries(),
                    impostors.refused(),
                    lostRefused,
                    logins.verified(),
                    ledger.entries(),
                    ledger.holds(),
                    new StoryReport.Seconds(
                            median(enrolment.seconds()),
                            median(logins.seconds()),
                            rounded(stage.narrator().seconds())),
                    memory.mebibytes());
        }
    }

    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = new java.util.ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return rounded(median);
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
