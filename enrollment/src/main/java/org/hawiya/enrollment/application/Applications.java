package org.hawiya.enrollment.application;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.vault.DataKey;
import org.hawiya.enrollment.vault.PersonId;
import org.hawiya.enrollment.vault.Vault;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The applications of this register. Changing methods want a transaction of the caller.
 * Thread-safe.
 */
public final class Applications {
    private static final String DEMOGRAPHICS = "demographics";

    private final ApplicationRepository repository;
    private final Vault vault;
    private final Journal journal;
    private final JsonMapper json;
    private final Clock clock;

    Applications(
            ApplicationRepository repository,
            Vault vault,
            Journal journal,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.vault = vault;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
    }

    /** A line of the work list. */
    public record WorkItem(Application application, Instant openedAt) {}

    /**
     * Opens an application.
     *
     * @throws Refusal when the demographics are not acceptable
     */
    public Application.Capturing open(Demographics given, Acting by) {
        Demographics kept = DemographicsRules.checked(given, LocalDate.now(clock));
        Application.Capturing application =
                new Application.Capturing(ApplicationId.random(), PersonId.random(), by.name());
        try (DataKey key = vault.create(application.person())) {
            repository.add(
                    application,
                    key.seal(DEMOGRAPHICS, json.writeValueAsBytes(kept)),
                    clock.instant());
        }
        journal.record(
                LedgerEvent.APPLICATION_OPENED,
                application.person(),
                by.actor(),
                Detail.hashOf(application.id().toString().getBytes(StandardCharsets.US_ASCII)));
        return application;
    }

    /**
     * As it stands.
     *
     * @throws Refusal when there is none
     */
    public Application find(ApplicationId id) {
        return repository.find(id).orElseThrow(Applications::unknown);
    }

    /** As it stands, and held to the end of the transaction. */
    public Application lock(ApplicationId id) {
        return repository.lock(id).orElseThrow(Applications::unknown);
    }

    /** Held, and still at the desk; otherwise refused. */
    public Application.Capturing lockCapturing(ApplicationId id) {
        if (lock(id) instanceof Application.Capturing capturing) {
            return capturing;
        }
        throw new Refusal(
                ProblemType.ALREADY_SUBMITTED, "the application is submitted and stays as it is");
    }

    public Optional<Application> find(ApplicationNumber number) {
        return repository.find(number);
    }

    /** The key of the request that submitted it. */
    public Optional<String> submissionKey(ApplicationId id) {
        return repository.submissionKey(id);
    }

    /** Opens the seal of the demographics; the caller answers for who sees them. */
    public Demographics demographics(Application application) {
        try (DataKey key = vault.keyOf(application.person())) {
            return json.readValue(
                    key.open(DEMOGRAPHICS, repository.demographics(application.id())),
                    Demographics.class);
        }
    }

    /** Gives the next number. From here to the commit nobody else gets one. */
    public Application.Submitted number(
            Application.Capturing application,
            boolean withPrints,
            String submissionKey,
            Acting by) {
        Application.Submitted submitted =
                repository.number(
                        application, withPrints, submissionKey, by.name(), clock.instant());
        journal.record(
                LedgerEvent.APPLICATION_SUBMITTED,
                application.person(),
                by.actor(),
                Detail.hashOf(
                        ("application number " + submitted.number())
                                .getBytes(StandardCharsets.US_ASCII)));
        return submitted;
    }

    /** Makes a transition durable with the caller's transaction. */
    public void save(Application application) {
        repository.saveStatus(application);
    }

    /** The first of those whose turn has come and is not decided. */
    public List<Application.Submitted> undecided(ApplicationNumber through, int limit) {
        return repository.undecided(through, limit);
    }

    /** Those with prints, in the order of their numbers, above one number through another. */
    public List<Application> withPrints(long above, ApplicationNumber through, int limit) {
        return repository.withPrints(above, through, limit);
    }

    /** The highest number given, 0 for none. */
    public long lastNumber() {
        return repository.lastNumber();
    }

    /** The newest first. */
    public List<WorkItem> recent(Application.@Nullable Status status, int limit) {
        return repository.recent(status, limit);
    }

    private static Refusal unknown() {
        return new Refusal(ProblemType.NOT_FOUND, "there is no such application");
    }
}
