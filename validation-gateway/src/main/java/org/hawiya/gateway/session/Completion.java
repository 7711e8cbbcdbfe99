package org.hawiya.gateway.session;

import java.io.ByteArrayOutputStream;
import org.hawiya.card.terminal.CardAssertion;
import org.hawiya.gateway.audit.Audit;
import org.hawiya.gateway.login.Login;
import org.hawiya.gateway.login.Logins;
import org.hawiya.gateway.records.Card;
import org.hawiya.gateway.records.Records;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes outcomes durable: state and ledger entry in one transaction, or neither. */
@Component
class Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    private final TransactionTemplate transaction;
    private final CardSessions sessions;
    private final Logins logins;
    private final Records records;
    private final Audit audit;

    Completion(
            TransactionTemplate transaction,
            CardSessions sessions,
            Logins logins,
            Records records,
            Audit audit) {
        this.transaction = transaction;
        this.sessions = sessions;
        this.logins = logins;
        this.records = records;
        this.audit = audit;
    }

    /** The card's word is genuine. It counts if it is neither late nor old. */
    Ending accepted(
            Login.Accepted login,
            CardSession.CardKnown session,
            Card card,
            CardAssertion assertion) {
        Ending ending =
                transaction.execute(status -> {
                    Ending result = take(login, session, card, assertion);
                    if (result instanceof Ending.Refused) {
                        status.setRollbackOnly();
                    }
                    return result;
                });
        if (ending instanceof Ending.Refused(Failure failure, var tries)
                && failure == Failure.COUNTER_FELL_BACK) {
            LOG.error(
                    "ALARM: card {} repeats an assertion counter ({})",
                    card.serial(),
                    assertion.counter());
            refused(login, card);
        }
        return ending == null ? new Ending.Refused(Failure.GATEWAY_FAULT) : ending;
    }

    private Ending take(
            Login.Accepted login,
            CardSession.CardKnown session,
            Card card,
            CardAssertion assertion) {
        if (!sessions.succeed(session)) {
            return new Ending.Refused(Failure.SUPERSEDED);
        }
        if (!sessions.raiseCounter(card.serial(), assertion.counter())) {
            return new Ending.Refused(Failure.COUNTER_FELL_BACK);
        }
        if (!logins.verify(login, card.person())) {
            return new Ending.Refused(Failure.TIMED_OUT);
        }
        audit.record(
                LedgerEvent.FINGER_VERIFIED,
                card.person(),
                Actor.relyingParty(login.request().client().value()),
                Detail.hashOf(proof(assertion)));
        return new Ending.Accepted();
    }

    /** The card may not be used; its holder will see that somebody tried. */
    Ending.Refused refused(Login.Accepted login, Eligibility.Verdict.Unusable verdict) {
        verdict.card().ifPresent(card -> refused(login, card));
        return new Ending.Refused(verdict.why());
    }

    private void refused(Login.Accepted login, Card card) {
        transaction.executeWithoutResult(status ->
                audit.record(
                        LedgerEvent.LOGIN_REFUSED,
                        card.person(),
                        Actor.relyingParty(login.request().client().value()),
                        Detail.none()));
    }

    /** A finger that was not the holder's: recorded before another one is asked for. */
    void notMatched(Card.Serial serial) {
        Card card = records.card(serial).orElseThrow();
        transaction.executeWithoutResult(status ->
                audit.record(
                        LedgerEvent.FINGER_NOT_VERIFIED,
                        card.person(),
                        Actor.system("gateway"),
                        Detail.none()));
    }

    private static byte[] proof(CardAssertion assertion) {
        var proof = new ByteArrayOutputStream();
        proof.writeBytes(assertion.signedMessage());
        proof.writeBytes(assertion.signature());
        return proof.toByteArray();
    }
}
