package org.hawiya.gateway.session;

import java.util.Optional;
import org.hawiya.card.terminal.CardIdentity;
import org.hawiya.gateway.records.Card;
import org.hawiya.gateway.records.Person;
import org.hawiya.gateway.records.Records;
import org.hawiya.gateway.records.RecordsFeed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a genuine card may still speak for somebody. */
@Component
class Eligibility {
    private final Records records;
    private final RecordsFeed feed;

    Eligibility(Records records, RecordsFeed feed) {
        this.records = records;
        this.feed = feed;
    }

    sealed interface Verdict {
        record Usable(Card card) implements Verdict {}

        /**
         * It may not speak.
         *
         * @param card empty when enrolment never spoke of it
         */
        record Unusable(Optional<Card> card, Failure why) implements Verdict {}
    }

    /**
     * As of this moment: pulls enrolment's feed to its head first.
     *
     * @throws org.hawiya.gateway.records.StaleRecordsException when this moment can't be known
     */
    Verdict now(CardIdentity identity) {
        feed.requireFresh();
        return verdict(identity);
    }

    private Verdict verdict(CardIdentity identity) {
        Optional<Card> found = records.card(new Card.Serial(identity.serial().value()));
        if (found.isEmpty()) {
            return new Verdict.Unusable(found, Failure.CARD_UNKNOWN);
        }
        Card card = found.get();
        Failure why =
                switch (card.status()) {
                    case ACTIVE -> activeCard(card, identity);
                    case LOST -> Failure.CARD_LOST;
                    case REVOKED, OTHER -> Failure.CARD_REVOKED;
                };
        return why == null ? new Verdict.Usable(card) : new Verdict.Unusable(found, why);
    }

    private @Nullable Failure activeCard(Card card, CardIdentity identity) {
        if (card.keyVersion() != identity.keyVersion()) {
            // Personalised again since: this one is an older life of the card, or a copy of it.
            return Failure.CARD_REVOKED;
        }
        boolean active = records.person(card.person()).filter(Person::active).isPresent();
        return active ? null : Failure.PERSON_NOT_ACTIVE;
    }
}
