package org.hawiya.gateway.session;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hawiya.card.terminal.CardTransportException;
import org.hawiya.card.terminal.relay.RelayResult;
import org.hawiya.card.terminal.relay.RelayedCard;
import org.hawiya.gateway.login.Login;
import org.hawiya.gateway.login.Logins;
import org.hawiya.gateway.secret.Digest;
import org.hawiya.gateway.secret.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The relays that are open on this node, each with its own virtual thread. A relay whose line broke
 * may come back with its token while its session lives; afterwards the token opens nothing.
 */
@Component
class LiveRelays {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRelays.class);
    private static final int MAX_LIVE = 2_000;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    private final CardSessions sessions;
    private final Logins logins;
    private final Dialogue dialogue;
    private final Texts texts;
    private final Map<SessionId, LiveRelay> live = new ConcurrentHashMap<>();

    LiveRelays(CardSessions sessions, Logins logins, Dialogue dialogue, Texts texts) {
        this.sessions = sessions;
        this.logins = logins;
        this.dialogue = dialogue;
        this.texts = texts;
    }

    private record LiveRelay(Digest token, RelayedCard card) {}

    /** The relay that this token opens, or opens again; empty when it opens nothing. */
    Optional<RelayedCard> open(SessionId id, Secret token) {
        LiveRelay running = live.get(id);
        if (running != null) {
            return running.token.equals(token.digest())
                    ? Optional.of(running.card)
                    : Optional.empty();
        }
        if (live.size() >= MAX_LIVE) {
            LOG.warn("{} relays are open: a newcomer is turned away", MAX_LIVE);
            return Optional.empty();
        }
        return sessions.connect(id, token).map(session -> start(session, token));
    }

    private RelayedCard start(CardSession.Connected session, Secret token) {
        var card = new RelayedCard(ANSWER_TIMEOUT);
        live.put(session.facts().id(), new LiveRelay(token.digest(), card));
        Thread.ofVirtual().name("card-session-", 0).start(() -> converse(card, session));
        return card;
    }

    /** The edge of the session: whatever happens inside, it is recorded, told, and over. */
    private void converse(RelayedCard card, CardSession.Connected session) {
        Ending ending = new Ending.Refused(Failure.GATEWAY_FAULT);
        try {
            ending =
                    logins.find(session.facts().login())
                            .map(login -> converse(card, session, login))
                            .orElseGet(() -> new Ending.Refused(Failure.TIMED_OUT));
        } catch (RuntimeException e) {
            LOG.error("a card session failed", e);
        } finally {
            end(card, session, ending);
        }
    }

    private Ending converse(RelayedCard card, CardSession.Connected session, Login login) {
        return login instanceof Login.Accepted accepted
                ? dialogue.run(card, session, accepted)
                : new Ending.Refused(Failure.TIMED_OUT);
    }

    private void end(RelayedCard card, CardSession.Connected session, Ending ending) {
        try {
            if (ending instanceof Ending.Refused(Failure failure, Integer tries)) {
                sessions.fail(session.fail(failure, tries));
            }
        } catch (RuntimeException e) {
            LOG.error("the end of a card session could not be recorded; it runs out by itself", e);
        } finally {
            live.remove(session.facts().id());
            tell(card, ending);
        }
    }

    private void tell(RelayedCard card, Ending ending) {
        try (card) {
            card.finish(
                    switch (ending) {
                        case Ending.Accepted() ->
                                new RelayResult("ACCEPTED", texts.of("relay.accepted"));
                        case Ending.Refused(Failure failure, var tries) ->
                                new RelayResult(failure.name(), texts.of(failure));
                    });
        } catch (CardTransportException gone) {
            LOG.debug("nobody was there to hear the result");
        }
    }
}
