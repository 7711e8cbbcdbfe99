package org.hawiya.app.demo;

import java.util.List;

/**
 * Every second person comes again, under another name, with impression 2. The system must find
 * them; the examiner confirms; no second number comes out.
 */
final class SecondEnrolmentChapter {
    private static final int SECOND_IMPRESSION = 2;

    private final Stage stage;

    /**
     * @param attempts how many came again
     * @param found those for whom a case was opened and no second number came out
     */
    record Outcome(int attempts, int found) {}

    SecondEnrolmentChapter(Stage stage) {
        this.stage = stage;
    }

    Outcome play(List<Enrolled> people) {
        int attempts = 0;
        int found = 0;
        for (int i = 0; i < people.size(); i += 2) {
            attempts++;
            found += comesAgain(people.get(i)) ? 1 : 0;
        }
        return new Outcome(attempts, found);
    }

    private boolean comesAgain(Enrolled person) {
        Biography pretended = Biography.pretended(person.index());
        RegistrationDesk.Application application = stage.desk().apply(pretended);
        EnrolmentChapter.capture(stage.desk(), application, person.player(), SECOND_IMPRESSION);
        RegistrationDesk.Standing standing = EnrolmentChapter.submitted(stage.desk(), application);
        if (!standing.status().equals(EnrolmentChapter.UNDER_EXAMINATION)) {
            stage.say(
                    "person %s came again as %s and was NOT found"
                            .formatted(person.player().label(), pretended.nameEn()));
            return false;
        }
        stage.desk().decide(EnrolmentChapter.caseOf(standing), true, "the same ten fingers");
        RegistrationDesk.Standing after = stage.desk().standing(application);
        boolean refused =
                after.status().equals("REJECTED_DUPLICATE") && after.identityNumber() == null;
        stage.say(
                "person %s came again as %s: found, examined, %s"
                        .formatted(
                                person.player().label(),
                                pretended.nameEn(),
                                refused ? "refused" : after.status()));
        return refused;
    }
}
