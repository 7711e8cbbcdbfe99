package org.hawiya.enrollment.issuance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.hawiya.card.terminal.CardException;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.card.terminal.PersonalisationData;
import org.hawiya.card.terminal.PersonalisedCard;
import org.hawiya.card.terminal.Personaliser;
import org.hawiya.card.terminal.relay.Bilingual;
import org.hawiya.card.terminal.relay.RelayRequest;
import org.hawiya.card.terminal.relay.RelayResult;
import org.hawiya.card.terminal.relay.RelayedCard;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.enrollment.register.Identity;

/**
 * Personalises one blank card over the relay. What will be signed is in the ledger before it is
 * signed; the card is active only when card and register agree. When the line breaks after the card
 * was locked, the same order is taken up again with the same card. Thread-safe; a run blocks its
 * thread for the length of the session.
 */
final class PersonalisationDesk {
    private static final Bilingual WHO = new Bilingual("Enrolment centre", "مركز التسجيل");
    private static final Bilingual WHAT = new Bilingual("Make this card", "إعداد هذه البطاقة");

    private final Cards cards;
    private final Identities identities;
    private final CustodyCardKeys keys;
    private final CardAuthority authority;
    private final Transactions transactions;
    private final Clock clock;

    PersonalisationDesk(
            Cards cards,
            Identities identities,
            CustodyCardKeys keys,
            CardAuthority authority,
            Transactions transactions,
            Clock clock) {
        this.cards = cards;
        this.identities = identities;
        this.keys = keys;
        this.authority = authority;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Runs one session to its end, whatever the end is, and tells the other side. */
    void serve(CardId id, RelayedCard line) {
        line.finish(outcome(id, line));
    }

    private RelayResult outcome(CardId id, RelayedCard line) {
        try {
            RelayRequest request =
                    new RelayRequest(WHO, WHAT, List.of(), "", List.of(), sessionKey());
            if (!line.awaitConsent(request)) {
                return result("REFUSED", "Refused at the desk.", "رُفض عند المكتب.");
            }
            personalise(id, line);
            return result("ACTIVE", "The card is ready.", "البطاقة جاهزة.");
        } catch (Refusal e) {
            transactions.run(() -> cards.spoil(id));
            return result(
                    "REFUSED",
                    "This card cannot be used for this order.",
                    "لا يمكن استخدام هذه البطاقة لهذا الطلب.");
        } catch (CardException e) {
            return result(
                    "FAILED",
                    "The card did not answer as it should.",
                    "لم تستجب البطاقة كما ينبغي.");
        }
    }

    private void personalise(CardId id, RelayedCard line) {
        CardSerial serial = serial(id, line);
        Card.Personalising card = transactions.call(() -> cards.choose(id, serial));
        PersonalisedCard made =
                Personaliser.personalise(
                        line,
                        keys.transportKey(serial),
                        authority.credentials(),
                        data(card),
                        authority.ca(),
                        today());
        if (!made.serial().equals(serial)) {
            throw new IllegalStateException("a card was personalised under another serial");
        }
        transactions.run(() -> cards.activate(card, made));
    }

    /**
     * A card that was locked before the line broke tells its serial to nobody any more; the order
     * knows it.
     */
    private CardSerial serial(CardId id, RelayedCard line) {
        if (Personaliser.isOperational(line)) {
            return cards.find(id)
                    .serial()
                    .orElseThrow(() ->
                            new Refusal(
                                    org.hawiya.enrollment.problem.ProblemType.CARD_NOT_ACTIVE,
                                    "this card is somebody's already"));
        }
        return Personaliser.serialOf(line);
    }

    private PersonalisationData data(Card.Personalising card) {
        Identity identity = identities.find(card.person()).orElseThrow();
        LocalDate until = today().plus(authority.validity());
        return new PersonalisationData(
                keys,
                card.keyVersion(),
                cards.references(card, authority.threshold()),
                CardContents.of(identity, identities.demographics(card.person()), today(), until),
                until);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /**
     * The protocol's request carries a key for a live finger; no finger is asked for here, so
     * nobody keeps its other half.
     */
    private static ECKey sessionKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("the JDK has no P-256", e);
        }
    }

    private static RelayResult result(String outcome, String en, String ar) {
        return new RelayResult(outcome, new Bilingual(en, ar));
    }
}
