package org.hawiya.enrollment.issuance;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.card.terminal.FingerReference;
import org.hawiya.card.terminal.PersonalisedCard;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.template.CompactTemplate;
import org.hawiya.engine.template.Template;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.application.Category;
import org.hawiya.enrollment.application.Demographics;
import org.hawiya.enrollment.capture.CapturedPrint;
import org.hawiya.enrollment.capture.Captures;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.outbox.Outbox;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.enrollment.register.Identity;
import org.hawiya.enrollment.vault.PersonId;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;

/**
 * The cards of this register: one active card for a person. Changing methods want a transaction of
 * the caller. Thread-safe.
 */
public final class Cards {
    private static final int FINGERS_ON_CARD = 2;
    private static final int KEY_VERSION = 1;
    private static final Actor SERVER = Actor.system("enrollment");

    private final CardRepository repository;
    private final Identities identities;
    private final Applications applications;
    private final Captures captures;
    private final Outbox outbox;
    private final Journal journal;
    private final Clock clock;

    Cards(
            CardRepository repository,
            Identities identities,
            Applications applications,
            Captures captures,
            Outbox outbox,
            Journal journal,
            Clock clock) {
        this.repository = repository;
        this.identities = identities;
        this.applications = applications;
        this.captures = captures;
        this.outbox = outbox;
        this.journal = journal;
        this.clock = clock;
    }

    /** Takes blank cards into stock; those that are in it stay. Says how many were new. */
    public int stock(List<CardSerial> serials, Acting by) {
        int added = 0;
        for (CardSerial serial : serials) {
            if (repository.addBlank(serial, by.name(), clock.instant())) {
                added++;
                journal.record(
                        LedgerEvent.CARD_STOCK_ADDED, by.actor(), Detail.hashOf(serial.value()));
            }
        }
        return added;
    }

    /**
     * Orders a card for a person, or takes up one that was begun.
     *
     * @throws Refusal when there is an active one, the health certificate is missing, or no finger
     *     has enough detail
     */
    public Card.Personalising order(Identity identity, Acting by) {
        Demographics person = identities.demographics(identity.person());
        if (identity.status() != Identity.Status.ACTIVE) {
            throw new Refusal(
                    ProblemType.IDENTITY_NOT_ACTIVE, "the identity is " + identity.status());
        }
        if (person.category() == Category.RESIDENT && person.healthCertificate() == null) {
            throw new Refusal(
                    ProblemType.HEALTH_CERTIFICATE_MISSING,
                    "a resident's card waits for the health certificate");
        }
        // The application's row is the person's lock: two orders at one instant come one after the
        // other.
        Application application = applications.lock(identity.application());
        for (Card card : repository.ofPerson(identity.person())) {
            if (card instanceof Card.Active) {
                throw new Refusal(ProblemType.CARD_ALREADY_ACTIVE, "report it as lost first");
            }
            if (card instanceof Card.Personalising begun) {
                return begun;
            }
        }
        Card.Personalising ordered =
                new Card.Personalising(
                        CardId.random(),
                        identity.person(),
                        bestFingers(application),
                        KEY_VERSION,
                        Optional.empty());
        repository.add(ordered, by.name(), clock.instant());
        note(LedgerEvent.CARD_ORDERED, ordered, by.actor());
        return ordered;
    }

    /**
     * Binds a blank card to an order, before anything is written to it or signed for it.
     *
     * @throws Refusal when it is no blank card of ours, or another card was begun for this order;
     *     the order is then spoiled
     */
    Card.Personalising choose(CardId id, CardSerial serial) {
        if (!(lock(id) instanceof Card.Personalising card)) {
            throw new Refusal(ProblemType.CARD_NOT_ACTIVE, "the card is made already");
        }
        if (card.chosen().isEmpty()) {
            if (!repository.isFreeBlank(serial)) {
                throw new Refusal(ProblemType.NOT_FOUND, "this card is not in stock");
            }
            repository.choose(id, serial, clock.instant());
            note(LedgerEvent.CARD_CERTIFIED, card, SERVER);
        } else if (!card.chosen().get().equals(serial)) {
            throw new Refusal(
                    ProblemType.CARD_NOT_ACTIVE, "another blank card was begun for this order");
        }
        return new Card.Personalising(
                id, card.person(), card.fingers(), card.keyVersion(), Optional.of(serial));
    }

    /** Gives up an order; a new one can be made. */
    public void spoil(CardId id) {
        if (lock(id) instanceof Card.Personalising card) {
            repository.saveStatus(card.spoil(), clock.instant());
            note(LedgerEvent.CARD_SPOILED, card, SERVER);
        }
    }

    /**
     * The card is locked and belongs to the person: it can be used as soon as the caller's
     * transaction is durable.
     */
    Card.Active activate(Card.Personalising card, PersonalisedCard made) {
        Card.Active active = card.activate(made);
        repository.activate(active, clock.instant());
        outbox.cardChanged(card.person(), card.id().value());
        journal.record(
                LedgerEvent.CARD_PERSONALISED,
                card.person(),
                SERVER,
                Detail.hashOf(active.certified().assertionCertificate()));
        note(LedgerEvent.CARD_ACTIVATED, active, SERVER);
        return active;
    }

    /**
     * Takes a loss report: from its commit on the card is refused.
     *
     * @throws Refusal when the card is not active
     */
    public Card.Lost reportLost(CardId id, Acting by) {
        if (!(lock(id) instanceof Card.Active active)) {
            throw new Refusal(
                    ProblemType.CARD_NOT_ACTIVE, "only an active card can be reported lost");
        }
        Card.Lost lost = active.lose();
        repository.saveStatus(lost, clock.instant());
        outbox.cardChanged(lost.person(), id.value());
        note(LedgerEvent.CARD_REPORTED_LOST, lost, by.actor());
        return lost;
    }

    public Card find(CardId id) {
        return repository.find(id).orElseThrow(Cards::unknown);
    }

    /** The newest first. */
    public List<Card> ofPerson(PersonId person) {
        return repository.ofPerson(person);
    }

    /** The references of an ordered card's fingers, pruned for the card. */
    List<FingerReference> references(Card.Personalising card, int threshold) {
        Identity identity = identities.find(card.person()).orElseThrow(Cards::unknown);
        Map<FingerPosition, Template> templates =
                captures.templates(applications.find(identity.application())).fingers();
        return card.fingers().stream()
                .map(finger ->
                        new FingerReference(
                                finger,
                                compact(java.util.Objects.requireNonNull(templates.get(finger))),
                                threshold))
                .toList();
    }

    private List<FingerPosition> bestFingers(Application application) {
        Map<FingerPosition, Template> templates = captures.templates(application).fingers();
        List<FingerPosition> best =
                captures.prints(application.id()).stream()
                        .filter(print -> hasEnoughDetail(templates, print.position()))
                        .sorted(Comparator.comparingInt(CapturedPrint::quality).reversed())
                        .map(CapturedPrint::position)
                        .limit(FINGERS_ON_CARD)
                        .toList();
        if (best.isEmpty()) {
            throw new Refusal(
                    ProblemType.CARD_NEEDS_A_FINGER, "no print has enough minutiae for a card");
        }
        return best;
    }

    private static boolean hasEnoughDetail(
            Map<FingerPosition, Template> templates, FingerPosition finger) {
        Template template = templates.get(finger);
        return template != null
                && compact(template).length
                        >= FingerReference.MIN_MINUTIAE * CompactTemplate.MINUTIA_BYTES;
    }

    private static byte[] compact(Template template) {
        return CompactTemplate.encode(template, FingerReference.MAX_MINUTIAE);
    }

    private Card lock(CardId id) {
        return repository.lock(id).orElseThrow(Cards::unknown);
    }

    private void note(LedgerEvent event, Card card, Actor by) {
        journal.record(
                event,
                card.person(),
                by,
                Detail.hashOf(("card " + card.id()).getBytes(StandardCharsets.US_ASCII)));
    }

    private static Refusal unknown() {
        return new Refusal(ProblemType.NOT_FOUND, "there is no such card");
    }
}
