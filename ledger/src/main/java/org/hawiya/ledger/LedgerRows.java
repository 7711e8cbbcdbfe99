package org.hawiya.ledger;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One unchanging view of everything the ledger holds, read in order. */
interface LedgerRows {
    /** How many entries the head row claims. */
    long headSize() throws SQLException;

    /** All entries, by ascending index. */
    Rows<EntryRow> entries() throws SQLException;

    /** All checkpoints, by ascending size. */
    Rows<CheckpointRow> checkpoints() throws SQLException;

    /** A forward cursor. */
    interface Rows<T> extends AutoCloseable {
        /** The next row, or null after the last. */
        @Nullable T next() throws SQLException;

        @Override
        void close() throws SQLException;
    }
}
