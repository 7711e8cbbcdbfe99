package org.hawiya.gateway.audit;

import org.hawiya.gateway.records.PersonId;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.Ledger;
import org.hawiya.ledger.LedgerEvent;
import org.hawiya.ledger.PersonRef;
import org.hawiya.ledger.Subject;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The ledger, from inside a transaction of this server. What can't be recorded fails its
 * transaction. Append last: every other append waits for the commit.
 */
@Component
public class Audit {
    private final JdbcTemplate database;
    private final Ledger ledger;

    Audit(JdbcTemplate database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** An act that concerns this person. */
    public void record(LedgerEvent event, PersonId person, Actor actor, Detail detail) {
        append(event, ledger.subjectOf(new PersonRef(person.value())), actor, detail);
    }

    /** An act that concerns nobody in particular. */
    public void record(LedgerEvent event, Actor actor, Detail detail) {
        append(event, Subject.nobody(), actor, detail);
    }

    private void append(LedgerEvent event, Subject subject, Actor actor, Detail detail) {
        // The template lends the connection of the running transaction; the ledger refuses any
        // other.
        database.execute((java.sql.Connection connection) ->
                ledger.append(connection, event, subject, actor, detail));
    }
}
