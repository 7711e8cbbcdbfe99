package org.hawiya.enrollment.adjudication;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.ApplicationNumber;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.capture.Captures;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.enrollment.vault.DataKey;
import org.hawiya.enrollment.vault.Vault;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Opens cases and takes examiners' decisions. Changing methods want a transaction of the caller.
 * Thread-safe.
 */
public final class Examinations {
    private static final int MAX_REASON = 2_000;
    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ExaminationRepository repository;
    private final Applications applications;
    private final Captures captures;
    private final Identities identities;
    private final Vault vault;
    private final Journal journal;
    private final Clock clock;

    Examinations(
            ExaminationRepository repository,
            Applications applications,
            Captures captures,
            Identities identities,
            Vault vault,
            Journal journal,
            Clock clock) {
        this.repository = repository;
        this.applications = applications;
        this.captures = captures;
        this.identities = identities;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Opens a case for an application; the candidates come best first and may be none when there
     * was nothing to search with.
     */
    public Examination open(Application.Submitted application, List<Resemblance> candidates) {
        Application.UnderExamination examined = application.examine();
        applications.save(examined);
        Examination opened =
                new Examination(
                        CaseId.random(),
                        examined.number(),
                        Examination.Status.OPEN,
                        clock.instant());
        repository.add(opened, candidates);
        journal.record(
                LedgerEvent.CASE_OPENED,
                examined.person(),
                Actor.system("enrollment"),
                Detail.hashOf(opened.id().toString().getBytes(StandardCharsets.US_ASCII)));
        return opened;
    }

    /**
     * Takes an examiner's decision: the only way out of a case.
     *
     * @param duplicateOf whose record it is a duplicate of; the best candidate when not said
     * @return the application as it stands then
     * @throws Refusal when it is decided, when a candidate of it is not, or when the examiner
     *     opened the application
     */
    public Application decide(
            CaseId id,
            Examination.Decision decision,
            @Nullable ApplicationNumber duplicateOf,
            String reason,
            Acting by) {
        Examination examination = repository.lock(id).orElseThrow(Examinations::unknown);
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new Refusal(
                    ProblemType.REASON_MISSING,
                    "a reason of 1 to " + MAX_REASON + " characters is needed");
        }
        if (!(application(examination) instanceof Application.UnderExamination application)
                || examination.status() != Examination.Status.OPEN) {
            throw new Refusal(ProblemType.CASE_DECIDED, "the case is decided");
        }
        if (application.openedBy().equals(by.name())) {
            throw new Refusal(
                    ProblemType.SECOND_PERSON_NEEDED,
                    "whoever opened the application does not decide its case");
        }
        List<Resemblance> candidates = repository.candidates(examination.number());
        requireDecided(candidates);
        keep(id, decision, duplicateOf(decision, duplicateOf, candidates), reason, application, by);
        return switch (decision) {
            case DIFFERENT_PERSONS -> {
                Application.Registered registered = application.register();
                identities.register(registered, by.actor());
                yield registered;
            }
            case DUPLICATE -> {
                Application.RejectedDuplicate rejected = application.reject();
                applications.save(rejected);
                journal.record(
                        LedgerEvent.APPLICATION_REJECTED,
                        rejected.person(),
                        by.actor(),
                        Detail.none());
                yield rejected;
            }
        };
    }

    public Examination find(CaseId id) {
        return repository.find(id).orElseThrow(Examinations::unknown);
    }

    public Optional<Examination> find(ApplicationNumber number) {
        return repository.find(number);
    }

    /** The oldest first. */
    public List<Examination> list(Examination.@Nullable Status status, int limit) {
        return repository.list(status, limit);
    }

    public List<Resemblance> candidates(Examination examination) {
        return repository.candidates(examination.number());
    }

    public Application application(Examination examination) {
        return application(examination.number());
    }

    /** The application of a case or of a candidate. */
    public Application application(ApplicationNumber number) {
        return applications.find(number).orElseThrow();
    }

    /** Whether an earlier application that the search hit has to be decided first. */
    public boolean waits(Examination examination) {
        return candidates(examination).stream().anyMatch(candidate -> !isDecided(candidate));
    }

    /**
     * A print of the application or of one of its candidates, as PNG; of nobody else.
     *
     * @throws Refusal when the number has no part in this case
     */
    public byte[] png(
            Examination examination, ApplicationNumber number, FingerPosition position, Acting by) {
        boolean part =
                number.equals(examination.number())
                        || candidates(examination).stream()
                                .anyMatch(candidate -> candidate.number().equals(number));
        if (!part) {
            throw new Refusal(ProblemType.NOT_FOUND, "this application has no part in the case");
        }
        return captures.png(applications.find(number).orElseThrow(), position);
    }

    /** Notes that an examiner looked at the records of a case. */
    public void viewed(Examination examination, Acting by) {
        journal.record(
                LedgerEvent.CASE_VIEWED,
                application(examination).person(),
                by.actor(),
                Detail.none());
    }

    private void requireDecided(List<Resemblance> candidates) {
        for (Resemblance candidate : candidates) {
            if (!isDecided(candidate)) {
                throw new Refusal(
                        ProblemType.CASE_WAITS,
                        "application number "
                                + candidate.number()
                                + ", which it resembles, has to be decided first");
            }
        }
    }

    private boolean isDecided(Resemblance candidate) {
        return applications.find(candidate.number()).orElseThrow().status().isFinal();
    }

    private static @Nullable ApplicationNumber duplicateOf(
            Examination.Decision decision,
            @Nullable ApplicationNumber given,
            List<Resemblance> candidates) {
        if (decision == Examination.Decision.DIFFERENT_PERSONS || candidates.isEmpty()) {
            return null;
        }
        if (given == null) {
            return candidates.getFirst().number();
        }
        if (candidates.stream().noneMatch(candidate -> candidate.number().equals(given))) {
            throw new Refusal(
                    ProblemType.MALFORMED_REQUEST, "duplicateOf is none of the candidates");
        }
        return given;
    }

    private void keep(
            CaseId id,
            Examination.Decision decision,
            @Nullable ApplicationNumber duplicateOf,
            String reason,
            Application application,
            Acting by) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] text = reason.strip().getBytes(StandardCharsets.UTF_8);
        byte[] kept = java.util.Arrays.copyOf(nonce, NONCE_BYTES + text.length);
        System.arraycopy(text, 0, kept, NONCE_BYTES, text.length);
        try (DataKey key = vault.keyOf(application.person())) {
            byte[] sealed = key.seal("case/" + id + "/reason", kept);
            repository.decide(id, decision, duplicateOf, sealed, by.name(), clock.instant());
        }
        journal.record(
                LedgerEvent.CASE_DECIDED,
                application.person(),
                by.actor(),
                Detail.commit(nonce, text));
    }

    private static Refusal unknown() {
        return new Refusal(ProblemType.NOT_FOUND, "there is no such case");
    }
}
