package org.hawiya.gateway.session;

import java.time.Instant;
import org.hawiya.gateway.login.LoginId;
import org.hawiya.gateway.records.Card;
import org.jspecify.annotations.Nullable;

/** The life of one card session. Each state offers only the steps that are allowed from it. */
public sealed interface CardSession {

    Facts facts();

    /**
     * What does not change.
     *
     * @param matchingCode shown on the page and at the reader, for the resident to compare
     * @param expiresAt a session that is not over by then is over then
     */
    record Facts(SessionId id, LoginId login, String matchingCode, Instant expiresAt) {}

    /** A session that may still succeed. */
    sealed interface Live extends CardSession {
        default Failed fail(Failure failure, @Nullable Integer triesLeft) {
            return new Failed(facts(), failure, triesLeft);
        }
    }

    /** Nobody has come with the token yet. */
    record Waiting(Facts facts) implements Live {
        Connected connect(Instant expiresAt) {
            return new Connected(new Facts(facts.id, facts.login, facts.matchingCode, expiresAt));
        }
    }

    /** A reader is there; which card is in it is not known yet. */
    record Connected(Facts facts) implements Live {
        CardKnown known(Card.Serial serial) {
            return new CardKnown(facts, serial);
        }
    }

    /** The card has proved itself, and may be asked to compare a finger. */
    record CardKnown(Facts facts, Card.Serial serial) implements Live {
        Succeeded succeed() {
            return new Succeeded(facts);
        }
    }

    record Succeeded(Facts facts) implements CardSession {}

    /**
     * It told nobody anything.
     *
     * @param triesLeft of the finger, when it was a matter of fingers
     */
    record Failed(Facts facts, Failure failure, @Nullable Integer triesLeft)
            implements CardSession {}
}
