package org.hawiya.ledger;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Recomputes the whole ledger from its first entry and believes nothing but the public key it is
 * given and the checkpoints that were kept elsewhere. Only reads. Shares the hash functions'
 * definition with the writing side, not its code: entries are hashed by the database when written,
 * and here by Java. Thread-safe.
 */
public final class LedgerVerifier {
    /**
     * Verifies what is stored now.
     *
     * @param readOnly used for one read-only transaction and left with auto-commit off
     */
    public VerificationReport verify(
            Connection readOnly, PublicKey checkpointKey, Progress progress) throws SQLException {
        return verify(readOnly, checkpointKey, List.of(), progress);
    }

    /**
     * As above, against checkpoints that were kept outside the database too: a ledger that was
     * rolled back, or rewritten together with its checkpoints, contradicts them.
     *
     * @param witnessedNotes signed notes, in any order
     */
    public VerificationReport verify(
            Connection readOnly,
            PublicKey checkpointKey,
            List<String> witnessedNotes,
            Progress progress)
            throws SQLException {
        readOnly.setAutoCommit(false);
        readOnly.rollback();
        // Repeatable read: head, entries and checkpoints of one moment, while the servers go on
        // writing.
        readOnly.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        readOnly.setReadOnly(true);
        try {
            return verify(new StoredRows(readOnly), checkpointKey, witnessedNotes, progress);
        } finally {
            readOnly.rollback();
        }
    }

    VerificationReport verify(
            LedgerRows rows,
            PublicKey checkpointKey,
            List<String> witnessedNotes,
            Progress progress)
            throws SQLException {
        return new Verification(new CheckpointKey(checkpointKey), progress)
                .run(rows, witnessedNotes);
    }
}
