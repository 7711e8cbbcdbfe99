package org.hawiya.enrollment.deduplication;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.hawiya.enrollment.adjudication.Examinations;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.ApplicationId;
import org.hawiya.enrollment.application.ApplicationNumber;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.capture.Captures;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;

/**
 * One person, one identity. An application's number makes its turn durable; it is then compared
 * with everybody of a lower number, whatever became of them, and decided after them. Two
 * applications of one person at the same instant have two numbers, and the higher one finds the
 * lower. A crash between number and decision leaves a turn that the next start takes up.
 * Thread-safe.
 */
public final class Deduplication {
    private static final int BATCH = 50;

    private final Applications applications;
    private final Captures captures;
    private final RegisterGallery gallery;
    private final SearchRepository searches;
    private final Identities identities;
    private final Examinations examinations;
    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    /**
     * One turn at a time in this process. Another server may take the same turn: the application's
     * row decides who was first.
     */
    private final ReentrantLock turn = new ReentrantLock(true);

    Deduplication(
            Applications applications,
            Captures captures,
            SearchRepository searches,
            Identities identities,
            Examinations examinations,
            Transactions transactions,
            Journal journal,
            Clock clock) {
        this.applications = applications;
        this.captures = captures;
        this.gallery = new RegisterGallery(applications, captures);
        this.searches = searches;
        this.identities = identities;
        this.examinations = examinations;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Submits an application and decides it. Must not be called inside a transaction: the number is
     * durable on its own before the search begins. The same key submits once, however often it is
     * called.
     *
     * @param key names this submission
     * @throws Refusal when fingers are not accounted for, or it was submitted under another key
     */
    public Application submit(ApplicationId id, String key, Acting by) {
        ApplicationNumber number = transactions.call(() -> number(id, key, by));
        decideThrough(number);
        return applications.find(id);
    }

    /**
     * Reads the gallery, and decides what a crash left open. Called before the server takes
     * requests.
     */
    public void resume() {
        long last = applications.lastNumber();
        if (last > 0) {
            decideThrough(new ApplicationNumber(last));
            cover(last);
        }
    }

    /** How many people the gallery in memory holds. */
    public int galleryPersons() {
        turn.lock();
        try {
            return gallery.persons();
        } finally {
            turn.unlock();
        }
    }

    private void cover(long number) {
        turn.lock();
        try {
            gallery.coverThrough(number);
        } finally {
            turn.unlock();
        }
    }

    private ApplicationNumber number(ApplicationId id, String key, Acting by) {
        Application application = applications.lock(id);
        return switch (application) {
            case Application.Capturing capturing -> {
                boolean withPrints = captures.requireComplete(capturing);
                yield applications.number(capturing, withPrints, key, by).number();
            }
            case Application.Submitted submitted -> again(submitted, submitted.number(), key);
            case Application.UnderExamination examined -> again(examined, examined.number(), key);
            case Application.Registered registered -> again(registered, registered.number(), key);
            case Application.RejectedDuplicate rejected -> again(rejected, rejected.number(), key);
        };
    }

    private ApplicationNumber again(Application application, ApplicationNumber number, String key) {
        if (!applications.submissionKey(application.id()).equals(Optional.of(key))) {
            throw new Refusal(ProblemType.ALREADY_SUBMITTED, "the application is submitted");
        }
        return number;
    }

    private void decideThrough(ApplicationNumber number) {
        turn.lock();
        try {
            List<Application.Submitted> undecided = applications.undecided(number, BATCH);
            while (!undecided.isEmpty()) {
                undecided.forEach(this::decide);
                undecided = applications.undecided(number, BATCH);
            }
        } finally {
            turn.unlock();
        }
    }

    private void decide(Application.Submitted application) {
        Search search = search(application);
        transactions.run(() -> {
            if (applications.lock(application.id()) instanceof Application.Submitted still) {
                keep(still, search);
            }
        });
    }

    private Search search(Application.Submitted application) {
        if (application.coverage().withPrints()) {
            return gallery.search(application);
        }
        Search.Outcome outcome =
                captures.isChild(application) ? Search.Outcome.CHILD : Search.Outcome.NO_PRINTS;
        return new Search(outcome, 0, List.of());
    }

    private void keep(Application.Submitted application, Search search) {
        searches.add(application.number(), search, clock.instant());
        journal.record(
                LedgerEvent.APPLICATION_SEARCHED,
                application.person(),
                Actor.system("enrollment"),
                Detail.hashOf(
                        ("compared " + search.compared() + " " + search.outcome())
                                .getBytes(StandardCharsets.US_ASCII)));
        switch (search.outcome()) {
            case NO_HIT, CHILD ->
                    identities.register(application.register(), Actor.system("enrollment"));
            case EXAMINE, HIT, NO_PRINTS -> examinations.open(application, search.candidates());
        }
    }
}
