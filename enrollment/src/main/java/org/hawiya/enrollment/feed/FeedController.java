package org.hawiya.enrollment.feed;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.application.Category;
import org.hawiya.enrollment.application.Demographics;
import org.hawiya.enrollment.application.Names;
import org.hawiya.enrollment.application.Sex;
import org.hawiya.enrollment.issuance.Card;
import org.hawiya.enrollment.issuance.CardId;
import org.hawiya.enrollment.issuance.Cards;
import org.hawiya.enrollment.outbox.Outbox;
import org.hawiya.enrollment.outbox.OutboxEvent;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.enrollment.register.Identity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The feed. An event says what the register holds at the moment of reading, which is at least what
 * it held when the event was made: states only move forward, and whoever was erased in between is
 * not told any more.
 */
@RestController
class FeedController {
    private static final int MAX_WAIT_SECONDS = 25;

    private final Outbox outbox;
    private final Identities identities;
    private final Cards cards;

    FeedController(Outbox outbox, Identities identities, Cards cards) {
        this.cards = cards;
        this.outbox = outbox;
        this.identities = identities;
    }

    /** One change. */
    sealed interface Event {}

    record IdentityEvent(
            long cursor,
            String type,
            String personId,
            String identityNumber,
            Names names,
            LocalDate birthDate,
            String nationality,
            Sex sex,
            Category category,
            Identity.Status status)
            implements Event {
        @Override
        public String toString() {
            return "IdentityEvent[" + cursor + ", [REDACTED]]";
        }
    }

    record CardEvent(
            long cursor,
            String type,
            String serial,
            String personId,
            Card.Status status,
            int keyVersion,
            List<Integer> fingers,
            CardCertificates cardCertificates)
            implements Event {}

    /** Card-verifiable certificates in hexadecimal. */
    record CardCertificates(String channel, String assertion) {}

    record Page(long next, List<Event> events) {}

    @GetMapping("/feed")
    Page read(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "500") int limit,
            @RequestParam(defaultValue = "0") int waitSeconds) {
        if (after < 0
                || limit < 1
                || limit > Outbox.MAX_EVENTS
                || waitSeconds < 0
                || waitSeconds > MAX_WAIT_SECONDS) {
            throw new Refusal(
                    ProblemType.MALFORMED_REQUEST,
                    "after is at least 0, limit 1 to "
                            + Outbox.MAX_EVENTS
                            + ", waitSeconds 0 to "
                            + MAX_WAIT_SECONDS);
        }
        List<OutboxEvent> events = outbox.after(after, limit, Duration.ofSeconds(waitSeconds));
        long next = events.isEmpty() ? after : events.getLast().cursor();
        return new Page(next, events.stream().map(this::event).toList());
    }

    private Event event(OutboxEvent event) {
        UUID card = event.card();
        return card == null ? identity(event) : card(event, cards.find(new CardId(card)));
    }

    private static CardEvent card(OutboxEvent event, Card card) {
        Card.Certified certified =
                switch (card) {
                    case Card.Active it -> it.certified();
                    case Card.Lost it -> it.certified();
                    case Card.Revoked it -> it.certified();
                    case Card.Personalising ignored ->
                            throw new IllegalStateException("a card left before it was made");
                    case Card.Spoiled ignored ->
                            throw new IllegalStateException("a card left that was never made");
                };
        HexFormat hex = HexFormat.of();
        return new CardEvent(
                event.cursor(),
                "CARD",
                certified.serial().toHex(),
                event.person().toString(),
                card.status(),
                card.keyVersion(),
                card.fingers().stream().map(FingerPosition::code).toList(),
                new CardCertificates(
                        hex.formatHex(certified.channelCertificate()),
                        hex.formatHex(certified.assertionCertificate())));
    }

    private Event identity(OutboxEvent event) {
        Identity identity = identities.find(event.person()).orElseThrow();
        Demographics demographics = identities.demographics(event.person());
        return new IdentityEvent(
                event.cursor(),
                "IDENTITY",
                event.person().toString(),
                identity.number().value(),
                demographics.names(),
                demographics.birthDate(),
                demographics.nationality(),
                demographics.sex(),
                demographics.category(),
                identity.status());
    }
}
