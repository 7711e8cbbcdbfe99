package org.hawiya.app.demo;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.engine.FingerPosition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everybody comes to the centre for the first time: impression 1 of every finger, a missing finger
 * as an exception that a second person approves, deduplication, a number.
 */
final class EnrolmentChapter {
    static final String REGISTERED = "REGISTERED";
    static final String UNDER_EXAMINATION = "UNDER_EXAMINATION";
    private static final int FIRST_IMPRESSION = 1;
    private static final int MAX_POLLS = 300;
    private static final long POLL_MILLIS = 100;

    private final Stage stage;

    /**
     * @param falseDuplicates people whose first enrolment was taken for somebody else's second
     */
    record Outcome(
            List<Enrolled> enrolled, int prints, int falseDuplicates, List<Double> seconds) {}

    EnrolmentChapter(Stage stage) {
        this.stage = stage;
    }

    Outcome play(List<Player> players) {
        List<Enrolled> enrolled = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        int prints = 0;
        int falseDuplicates = 0;
        for (int i = 0; i < players.size(); i++) {
            Player player = players.get(i);
            Biography biography = Biography.of(i);
            double start = stage.narrator().seconds();
            RegistrationDesk.Application application = stage.desk().apply(biography);
            prints += capture(stage.desk(), application, player, FIRST_IMPRESSION);
            RegistrationDesk.Standing standing = submitted(stage.desk(), application);
            if (standing.status().equals(UNDER_EXAMINATION)) {
                falseDuplicates++;
                standing = cleared(application, standing);
            }
            seconds.add(stage.narrator().seconds() - start);
            Optional<Enrolled> number = enrolled(i, player, biography, standing);
            number.ifPresent(enrolled::add);
            stage.say(
                    "person %s enrolled as %s: %s"
                            .formatted(
                                    player.label(),
                                    biography.nameEn(),
                                    number.map(Enrolled::identityNumber)
                                            .orElse("refused, " + standing.status())));
        }
        return new Outcome(enrolled, prints, falseDuplicates, seconds);
    }

    /** One person alone; empty when no number came out. */
    List<Enrolled> playOne(int index, Player player) {
        Biography biography = Biography.of(index);
        RegistrationDesk.Application application = stage.desk().apply(biography);
        capture(stage.desk(), application, player, FIRST_IMPRESSION);
        return enrolled(index, player, biography, submitted(stage.desk(), application)).stream()
                .toList();
    }

    private static Optional<Enrolled> enrolled(
            int index, Player player, Biography biography, RegistrationDesk.Standing standing) {
        return standing.status().equals(REGISTERED)
                ? Optional.ofNullable(standing.identityNumber())
                        .map(number -> new Enrolled(index, player, biography, number))
                : Optional.empty();
    }

    /** Sends one impression of every finger; returns how many images went. */
    static int capture(
            RegistrationDesk desk,
            RegistrationDesk.Application application,
            Player player,
            int impression) {
        int sent = 0;
        for (FingerPosition finger : FingerPosition.values()) {
            Optional<PrintImage> print = player.impression(finger, impression);
            if (print.isPresent()) {
                desk.capture(application, finger, print.get());
                sent++;
            } else {
                desk.recordMissing(
                        application, finger, "NOT_CAPTURED", "the input has no such print");
            }
        }
        if (sent < FingerPosition.values().length) {
            desk.approveMissing(application);
        }
        return sent;
    }

    /** Submits and waits until the search is done. */
    static RegistrationDesk.Standing submitted(
            RegistrationDesk desk, RegistrationDesk.Application application) {
        RegistrationDesk.Standing standing = desk.submit(application);
        for (int polls = 0; isUndecided(standing) && polls < MAX_POLLS; polls++) {
            Pause.millis(POLL_MILLIS);
            standing = desk.standing(application);
        }
        if (isUndecided(standing)) {
            throw new CommandFailure(
                    ExitCode.SERVER,
                    "enrolment does not decide on an application: it stays " + standing.status());
        }
        return standing;
    }

    private static boolean isUndecided(RegistrationDesk.Standing standing) {
        return switch (standing.status()) {
            case REGISTERED, UNDER_EXAMINATION, "REJECTED_DUPLICATE" -> false;
            default -> true;
        };
    }

    /** The examiner sees two different people and says so. */
    private RegistrationDesk.Standing cleared(
            RegistrationDesk.Application application, RegistrationDesk.Standing standing) {
        stage.desk().decide(caseOf(standing), false, "different persons: the demo knows");
        return stage.desk().standing(application);
    }

    static String caseOf(RegistrationDesk.Standing standing) {
        String caseId = standing.caseId();
        if (caseId == null) {
            throw new CommandFailure(
                    ExitCode.SERVER,
                    "enrolment names no case for an application under examination");
        }
        return caseId;
    }
}
