package org.hawiya.enrollment.deduplication;

import java.util.List;
import org.hawiya.engine.gallery.Candidate;
import org.hawiya.engine.gallery.Gallery;
import org.hawiya.engine.gallery.PersonKey;
import org.hawiya.engine.gallery.SearchOutcome;
import org.hawiya.enrollment.adjudication.Resemblance;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.ApplicationNumber;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.capture.Captures;

/**
 * The gallery in memory, filled from the database in the order of numbers. Derived data: it is read
 * again at every start. Holds every numbered application with prints up to its head: registered, in
 * flight, under examination and rejected alike. Not thread-safe; {@link Deduplication} lets one
 * turn at a time in.
 */
final class RegisterGallery {
    private static final int BATCH = 200;

    private final Applications applications;
    private final Captures captures;
    private final Gallery gallery = new Gallery();
    private long head;

    RegisterGallery(Applications applications, Captures captures) {
        this.applications = applications;
        this.captures = captures;
    }

    /**
     * Takes in everybody up to and including a number. Numbers become visible in their order, so
     * whoever sees the number itself sees all of them here.
     */
    void coverThrough(long number) {
        while (head < number) {
            List<Application> next =
                    applications.withPrints(head, new ApplicationNumber(number), BATCH);
            for (Application application : next) {
                long its = numberOf(application);
                gallery.put(new PersonKey(its), captures.templates(application));
                head = its;
            }
            if (next.size() < BATCH) {
                head = number;
            }
        }
    }

    /** Compares an application with everybody of a lower number. */
    Search search(Application.Submitted application) {
        long number = application.number().value();
        coverThrough(number - 1);
        long compared = gallery.persons();
        if (compared != application.coverage().printsBefore()) {
            throw new IncompleteGalleryException(compared, application.coverage().printsBefore());
        }
        return switch (gallery.search(captures.templates(application), new PersonKey(number))) {
            case SearchOutcome.NoHit() -> new Search(Search.Outcome.NO_HIT, compared, List.of());
            case SearchOutcome.Examine(List<Candidate> found) ->
                    new Search(Search.Outcome.EXAMINE, compared, resemblances(found));
            case SearchOutcome.Hit(List<Candidate> found) ->
                    new Search(Search.Outcome.HIT, compared, resemblances(found));
        };
    }

    int persons() {
        return gallery.persons();
    }

    private static List<Resemblance> resemblances(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate ->
                        new Resemblance(
                                new ApplicationNumber(candidate.person().value()),
                                candidate.score(),
                                candidate.fingers()))
                .toList();
    }

    private static long numberOf(Application application) {
        return switch (application) {
            case Application.Submitted it -> it.number().value();
            case Application.UnderExamination it -> it.number().value();
            case Application.Registered it -> it.number().value();
            case Application.RejectedDuplicate it -> it.number().value();
            case Application.Capturing ignored ->
                    throw new IllegalStateException("an application without a number");
        };
    }
}
