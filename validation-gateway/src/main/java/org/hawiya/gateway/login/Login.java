package org.hawiya.gateway.login;

import java.time.Instant;
import org.hawiya.gateway.records.PersonId;

/** The life of one login. Each state offers only the steps that are allowed from it. */
public sealed interface Login {

    /** How often somebody may put a card in before the relying party has to ask anew. */
    int MAX_ATTEMPTS = 5;

    LoginRequest request();

    /** The resident has not yet said yes or no. */
    record Asked(LoginRequest request) implements Login {
        Accepted accept() {
            return new Accepted(request, 0);
        }

        public Refused refuse() {
            return new Refused(request);
        }
    }

    /**
     * The resident said yes; a card is awaited.
     *
     * @param attempts card sessions opened so far
     */
    record Accepted(LoginRequest request, int attempts) implements Login {
        public boolean hasAttemptLeft() {
            return attempts < MAX_ATTEMPTS;
        }

        Accepted attempt() {
            if (!hasAttemptLeft()) {
                throw new IllegalStateException("no attempt is left");
            }
            return new Accepted(request, attempts + 1);
        }

        Verified verify(PersonId person, Instant at) {
            return new Verified(request, person, at);
        }

        public Refused refuse() {
            return new Refused(request);
        }
    }

    /** Card and finger were right; the answer waits for the browser. */
    record Verified(LoginRequest request, PersonId person, Instant at) implements Login {
        Answered answer() {
            return new Answered(request, person, at);
        }
    }

    /** The answer is out. There is no second one. */
    record Answered(LoginRequest request, PersonId person, Instant at) implements Login {}

    /** The resident said no, or gave up. */
    record Refused(LoginRequest request) implements Login {}
}
