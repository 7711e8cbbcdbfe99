package org.hawiya.gateway.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hawiya.card.terminal.CardAssertion;
import org.hawiya.card.terminal.CardProtocolException;
import org.hawiya.card.terminal.CardStatus;
import org.hawiya.card.terminal.CardTransportException;
import org.hawiya.card.terminal.GatewayCardSession;
import org.hawiya.card.terminal.VerifyOutcome;
import org.hawiya.card.terminal.relay.FingerWanted;
import org.hawiya.card.terminal.relay.RelayedCard;
import org.hawiya.engine.FingerPosition;
import org.hawiya.gateway.login.Login;
import org.hawiya.gateway.records.Card;
import org.hawiya.gateway.records.StaleRecordsException;
import org.hawiya.gateway.secret.Digest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The conversation of one card session, from consent to the card's signed word. Blocking; one
 * thread each.
 */
@Component
class Dialogue {
    private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

    /** A session asks so often for a finger, wrong and unreadable ones together. */
    private static final int MAX_FINGERS = 3;

    private final CardAccess cards;
    private final Eligibility eligibility;
    private final LiveFinger liveFinger;
    private final CardSessions sessions;
    private final Completion completion;
    private final RequestText requestText;

    Dialogue(
            CardAccess cards,
            Eligibility eligibility,
            LiveFinger liveFinger,
            CardSessions sessions,
            Completion completion,
            RequestText requestText) {
        this.cards = cards;
        this.eligibility = eligibility;
        this.liveFinger = liveFinger;
        this.sessions = sessions;
        this.completion = completion;
        this.requestText = requestText;
    }

    /** Ends in a value, whatever the card, the line or the resident do. */
    Ending run(RelayedCard relay, CardSession.Connected session, Login.Accepted login) {
        try {
            ECKey sessionKey = new ECKeyGenerator(Curve.P_256).generate();
            var request = requestText.of(login.request(), session.facts(), sessionKey);
            if (!relay.awaitConsent(request)) {
                return new Ending.Refused(Failure.REFUSED_BY_RESIDENT);
            }
            try (GatewayCardSession card = cards.open(relay)) {
                return withCard(new Talk(relay, session, login, sessionKey, card));
            }
        } catch (CardTransportException e) {
            return new Ending.Refused(Failure.CONNECTION_LOST);
        } catch (CardProtocolException.NotGenuine e) {
            return new Ending.Refused(Failure.CARD_NOT_GENUINE);
        } catch (CardProtocolException.GatewayRefused e) {
            LOG.error("a card refuses this gateway's certificates: {}", e.getMessage());
            return new Ending.Refused(Failure.GATEWAY_FAULT);
        } catch (CardProtocolException e) {
            LOG.warn("a card session broke the protocol: {}", e.getMessage());
            return new Ending.Refused(Failure.CONNECTION_LOST);
        } catch (StaleRecordsException e) {
            LOG.error("a login was refused: {}", e.getMessage());
            return new Ending.Refused(Failure.RECORDS_STALE);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform makes P-256 keys", e);
        }
    }

    /** Everything that one conversation is about. */
    private record Talk(
            RelayedCard relay,
            CardSession.Connected session,
            Login.Accepted login,
            ECKey sessionKey,
            GatewayCardSession card) {}

    private Ending withCard(Talk talk) {
        if (eligibility.now(talk.card.card()) instanceof Eligibility.Verdict.Unusable unusable) {
            return completion.refused(talk.login, unusable);
        }
        var serial = new Card.Serial(talk.card.card().serial().value());
        Optional<CardSession.CardKnown> known = sessions.cardKnown(talk.session, serial);
        if (known.isEmpty()) {
            return new Ending.Refused(Failure.TIMED_OUT);
        }
        Ending.Refused noFinger = finger(talk);
        if (noFinger != null) {
            return noFinger;
        }
        // Again: the card may have been reported lost while its finder looked for a finger.
        return switch (eligibility.now(talk.card.card())) {
            case Eligibility.Verdict.Unusable unusable -> completion.refused(talk.login, unusable);
            case Eligibility.Verdict.Usable(Card card) -> assertion(talk, known.get(), card);
        };
    }

    private Ending assertion(Talk talk, CardSession.CardKnown session, Card card) {
        var request = talk.login.request();
        CardAssertion assertion =
                talk.card.assertVerified(
                        CardSessions.binding(session, request.digest()).value(),
                        Digest.of(request.client().value()).value());
        return completion.accepted(talk.login, session, card, assertion);
    }

    /** Null when the card has recognised a finger. */
    private Ending.@Nullable Refused finger(Talk talk) {
        List<CardStatus.Finger> usable = new ArrayList<>(talk.card.status().fingers());
        usable.removeIf(finger -> finger.triesLeft() == 0);
        int triesLeft = usable.stream().mapToInt(CardStatus.Finger::triesLeft).max().orElse(0);
        Ending.Refused last = new Ending.Refused(Failure.NO_FINGER);
        for (int asked = 0; asked < MAX_FINGERS && !usable.isEmpty(); asked++) {
            Shown shown = show(talk, usable, triesLeft);
            if (shown instanceof Shown.Nothing) {
                return last;
            }
            if (shown instanceof Shown.Finger(FingerPosition position, byte[] template)) {
                VerifyOutcome outcome = verify(talk, position, template);
                if (outcome instanceof VerifyOutcome.Matched) {
                    return null;
                }
                triesLeft = outcome instanceof VerifyOutcome.NotMatched(int left) ? left : 0;
                last = new Ending.Refused(Failure.FINGER_NOT_MATCHED, triesLeft);
                if (triesLeft == 0) {
                    usable.removeIf(finger -> finger.position() == position);
                }
            }
        }
        return usable.isEmpty() ? new Ending.Refused(Failure.FINGER_BLOCKED, 0) : last;
    }

    /** What came when a finger was asked for. */
    private sealed interface Shown {
        @SuppressWarnings("ArrayRecordComponent") // handed over, wiped by the taker
        record Finger(FingerPosition position, byte[] template) implements Shown {}

        record Unreadable() implements Shown {}

        record Nothing() implements Shown {}
    }

    private Shown show(Talk talk, List<CardStatus.Finger> usable, int triesLeft) {
        List<FingerPosition> positions = usable.stream().map(CardStatus.Finger::position).toList();
        try {
            var image =
                    talk.relay.awaitFinger(new FingerWanted(positions, triesLeft), talk.sessionKey);
            return liveFinger
                    .compactTemplate(image)
                    .<Shown>map(template -> new Shown.Finger(image.position(), template))
                    .orElseGet(Shown.Unreadable::new);
        } catch (CardTransportException e) {
            return new Shown.Nothing();
        }
    }

    private VerifyOutcome verify(Talk talk, FingerPosition position, byte[] template) {
        try {
            VerifyOutcome outcome = talk.card.verify(position, template);
            if (!(outcome instanceof VerifyOutcome.Matched)) {
                completion.notMatched(new Card.Serial(talk.card.card().serial().value()));
            }
            return outcome;
        } finally {
            Arrays.fill(template, (byte) 0);
        }
    }
}
