package org.hawiya.enrollment.issuance;

import java.util.Optional;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identity;

/**
 * Orders cards and opens the line over which each is made. Wants a transaction of the caller.
 * Thread-safe.
 */
public final class CardOrders {
    private final Cards cards;
    private final Optional<RelaySessions> sessions;

    CardOrders(Cards cards, Optional<RelaySessions> sessions) {
        this.cards = cards;
        this.sessions = sessions;
    }

    /**
     * Where the reader connects.
     *
     * @param relayPath on this server
     * @param token for the upgrade's Authorization header
     */
    public record Order(CardId card, String relayPath, String token) {

        /** The desk reached this server under this name, so its reader will too. */
        public String relayAt(String server, int port) {
            return "wss://" + server + ":" + port + relayPath;
        }

        @Override
        public String toString() {
            return "Order[" + card + ", [REDACTED]]";
        }
    }

    public Order order(Identity identity, Acting by) {
        RelaySessions lines =
                sessions.orElseThrow(() ->
                        new Refusal(
                                ProblemType.CARDS_NOT_CONFIGURED,
                                "hawiya.enrollment.issuance.personalisation-chain is not set"));
        Card.Personalising card = cards.order(identity, by);
        RelaySessions.Session session =
                lines.open(card.id())
                        .orElseThrow(() ->
                                new Refusal(
                                        ProblemType.UNAVAILABLE, "too many cards are being made"));
        return new Order(card.id(), "/relay/" + session.id, session.token);
    }
}
