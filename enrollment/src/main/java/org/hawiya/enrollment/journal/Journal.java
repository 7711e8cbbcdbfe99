package org.hawiya.enrollment.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.vault.PersonId;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.Ledger;
import org.hawiya.ledger.LedgerEntry;
import org.hawiya.ledger.LedgerEvent;
import org.hawiya.ledger.PersonRef;
import org.hawiya.ledger.Subject;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes note of acts, and writes them into the ledger as the last thing before the commit: the
 * ledger's append makes every other one wait until the transaction ends, and taking that lock last
 * keeps transactions from waiting for each other in a circle. When the ledger cannot be written the
 * act is rolled back. Thread-safe.
 */
public final class Journal {
    private final Ledger ledger;
    private final DataSource database;
    private final Clock clock;

    public Journal(Ledger ledger, DataSource database, Clock clock) {
        this.ledger = ledger;
        this.database = database;
        this.clock = clock;
    }

    /** An act on a person's record. */
    public void record(LedgerEvent event, PersonId person, Actor actor, Detail detail) {
        record(event, ledger.subjectOf(new PersonRef(person.value())), actor, detail);
    }

    /** An act that concerns no single person. */
    public void record(LedgerEvent event, Actor actor, Detail detail) {
        record(event, Subject.nobody(), actor, detail);
    }

    private void record(LedgerEvent event, Subject subject, Actor actor, Detail detail) {
        Transactions.requireOne();
        Instant now = clock.instant();
        pages().entries.add(new LedgerEntry(event, subject, actor, now, detail));
    }

    private Pages pages() {
        Object bound = TransactionSynchronizationManager.getResource(this);
        if (bound instanceof Pages pages) {
            return pages;
        }
        Pages fresh = new Pages();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    private void write(List<LedgerEntry> entries) {
        Connection transaction = DataSourceUtils.getConnection(database);
        try {
            for (LedgerEntry entry : entries) {
                ledger.append(transaction, entry);
            }
        } catch (SQLException e) {
            throw new UnrecordedActException(e);
        } finally {
            DataSourceUtils.releaseConnection(transaction, database);
        }
    }

    /** The acts of one transaction. */
    private final class Pages implements TransactionSynchronization {
        private final List<LedgerEntry> entries = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            write(entries);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Journal.this);
        }
    }
}
