package org.hawiya.enrollment.register;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.application.Demographics;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.outbox.Outbox;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.vault.DataKey;
import org.hawiya.enrollment.vault.PersonId;
import org.hawiya.enrollment.vault.Vault;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * The identities of this register. Changing methods want a transaction of the caller. Thread-safe.
 */
public final class Identities {
    /**
     * Serials are drawn, so that a number tells nothing about when it was given; a birth year's ten
     * million are never nearly used up.
     */
    private static final int MAX_DRAWS = 100;

    private final String country;
    private final IdentityRepository repository;
    private final Applications applications;
    private final Vault vault;
    private final Outbox outbox;
    private final Journal journal;
    private final JsonMapper json;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Identities(
            String country,
            IdentityRepository repository,
            Applications applications,
            Vault vault,
            Outbox outbox,
            Journal journal,
            JsonMapper json,
            Clock clock) {
        this.country = country;
        this.repository = repository;
        this.applications = applications;
        this.vault = vault;
        this.outbox = outbox;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Gives the person of an application their identity. The database lets it happen only with the
     * proof of the search.
     *
     * @param by the examiner who decided, or the server when nobody had to
     */
    public Identity register(Application.Registered application, Actor by) {
        applications.save(application);
        Demographics demographics = applications.demographics(application);
        Identity identity = add(application, demographics.birthDate().getYear());
        try (DataKey key = vault.keyOf(application.person())) {
            byte[] sealed = key.seal(versionField(1), json.writeValueAsBytes(demographics));
            repository.addVersion(
                    application.person(), 1, sealed, by.name(), identity.registeredAt());
        }
        outbox.identityChanged(application.person());
        journal.record(LedgerEvent.IDENTITY_REGISTERED, application.person(), by, Detail.none());
        return identity;
    }

    /**
     * The identity of a number.
     *
     * @throws Refusal when nobody has it
     */
    public Identity find(IdentityNumber number) {
        return repository
                .find(number)
                .orElseThrow(() ->
                        new Refusal(ProblemType.NOT_FOUND, "nobody has this identity number"));
    }

    public Optional<Identity> find(PersonId person) {
        return repository.find(person);
    }

    /** What the register says of the person today. */
    public Demographics demographics(PersonId person) {
        IdentityRepository.SealedVersion latest = repository.latestVersion(person);
        try (DataKey key = vault.keyOf(person)) {
            return json.readValue(
                    key.open(versionField(latest.version()), latest.demographics()),
                    Demographics.class);
        }
    }

    private Identity add(Application.Registered application, int birthYear) {
        Instant now = clock.instant();
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            Identity identity =
                    new Identity(
                            application.person(),
                            IdentityNumber.of(
                                    country, birthYear, random.nextInt(IdentityNumber.SERIALS)),
                            application.id(),
                            Identity.Status.ACTIVE,
                            now);
            if (repository.addIfNumberFree(identity)) {
                return identity;
            }
        }
        throw new IllegalStateException(
                "no free identity number for a birth year after " + MAX_DRAWS + " draws");
    }

    private static String versionField(int version) {
        return "identity/" + version + "/demographics";
    }
}
