package org.hawiya.enrollment.issuance;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.idempotency.Idempotent;
import org.hawiya.enrollment.idempotency.Reply;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.operators.Role;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.enrollment.register.IdentityNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CardController {
    private static final int MAX_STOCK = 1_000;

    private final Cards cards;
    private final CardOrders orders;
    private final Identities identities;
    private final Idempotent idempotent;

    CardController(Cards cards, CardOrders orders, Identities identities, Idempotent idempotent) {
        this.cards = cards;
        this.orders = orders;
        this.identities = identities;
        this.idempotent = idempotent;
    }

    record Blank(@Nullable String serial) {}

    record StockForm(@Nullable List<Blank> cards) {}

    record StockReply(int added) {}

    record OrderReply(String cardId, String relay, String token) {
        @Override
        public String toString() {
            return "OrderReply[" + cardId + ", [REDACTED]]";
        }
    }

    record CardView(
            String cardId, Card.Status status, List<Integer> fingers, @Nullable String serial) {
        static CardView of(Card card) {
            return new CardView(
                    card.id().toString(),
                    card.status(),
                    card.fingers().stream().map(FingerPosition::code).toList(),
                    card.serial().map(CardSerial::toHex).orElse(null));
        }
    }

    @PostMapping("/api/blank-cards")
    ResponseEntity<byte[]> stock(
            @RequestBody StockForm form, HttpServletRequest request, Principal who) {
        List<Blank> given = form.cards();
        if (given == null || given.isEmpty() || given.size() > MAX_STOCK) {
            throw new Refusal(
                    ProblemType.MALFORMED_REQUEST, "1 to " + MAX_STOCK + " cards are needed");
        }
        List<CardSerial> serials = given.stream().map(CardController::serial).toList();
        return idempotent.once(
                request,
                who,
                form,
                () ->
                        Reply.created(
                                "/api/blank-cards",
                                new StockReply(
                                        cards.stock(serials, Acting.as(Role.ADMINISTRATOR, who)))));
    }

    @PostMapping("/api/identities/{number}/cards")
    ResponseEntity<byte[]> order(
            @PathVariable String number, HttpServletRequest request, Principal who) {
        IdentityNumber identity = identityNumber(number);
        return idempotent.once(
                request,
                who,
                (Record) null,
                () -> {
                    CardOrders.Order order =
                            orders.order(identities.find(identity), Acting.as(Role.OPERATOR, who));
                    return Reply.created(
                            "/api/cards/" + order.card(),
                            new OrderReply(
                                    order.card().toString(),
                                    order.relayAt(request.getServerName(), request.getServerPort()),
                                    order.token()));
                });
    }

    @GetMapping("/api/cards/{id}")
    CardView find(@PathVariable UUID id) {
        return CardView.of(cards.find(new CardId(id)));
    }

    @PostMapping("/api/cards/{id}/loss")
    ResponseEntity<byte[]> loss(@PathVariable UUID id, HttpServletRequest request, Principal who) {
        return idempotent.once(
                request,
                who,
                (Record) null,
                () ->
                        Reply.ok(
                                CardView.of(
                                        cards.reportLost(
                                                new CardId(id), Acting.as(Role.OPERATOR, who)))));
    }

    private static CardSerial serial(Blank blank) {
        try {
            return CardSerial.ofHex(blank.serial() == null ? "" : blank.serial());
        } catch (IllegalArgumentException e) {
            throw new Refusal(ProblemType.MALFORMED_REQUEST, "a serial is 16 bytes in hexadecimal");
        }
    }

    private static IdentityNumber identityNumber(String text) {
        try {
            return new IdentityNumber(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ProblemType.NOT_FOUND, "nobody has this identity number");
        }
    }
}
