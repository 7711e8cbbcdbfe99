package org.hawiya.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.hawiya.custody.EcdsaSignatures;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;
import org.jspecify.annotations.Nullable;

/**
 * Signs the tree as it stands. Before it signs it recomputes every entry since the last checkpoint
 * from the stored columns, on top of the tree that it signed then: a checkpoint that would
 * contradict an earlier one cannot come out. Thread-safe, also between processes (a lock in the
 * database).
 */
public final class Checkpointer {
    /** The name of a ledger that was given none. */
    public static final String DEFAULT_ORIGIN = "hawiya.example/ledger";

    /** Any number, as long as nobody else in the database takes it: the letters "ledger". */
    private static final long DATABASE_LOCK = 0x6c6564676572L;

    private final DataSource database;
    private final KeyCustody custody;
    private final String origin;
    private final @Nullable CheckpointWitness witness;
    private final CheckpointKey key;

    /**
     * @param custody must hold {@link KeyName#CHECKPOINT}
     */
    public Checkpointer(DataSource database, KeyCustody custody, String origin) {
        this(database, custody, origin, null);
    }

    /**
     * As above; every checkpoint also goes into the witness, and none is signed that contradicts
     * it.
     */
    public Checkpointer(
            DataSource database,
            KeyCustody custody,
            String origin,
            @Nullable CheckpointWitness witness) {
        this.database = database;
        this.custody = custody;
        this.origin = origin;
        this.witness = witness;
        this.key = new CheckpointKey(custody.certificate(KeyName.CHECKPOINT).getPublicKey());
    }

    /**
     * Signs all entries committed by now, and stores the checkpoint. With nothing new since the
     * last one, returns that. Costs one pass over the new entries; appends go on meanwhile.
     *
     * @return empty for an empty ledger
     * @throws ForkedLedgerException when the entries or an earlier checkpoint were altered, or the
     *     database was rolled back
     */
    public Optional<Checkpoint> checkpoint() throws SQLException, IOException {
        Signed signed;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try {
                signed = signWithin(connection);
                connection.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
        if (signed == null) {
            return Optional.empty();
        }
        if (witness != null) {
            // After the commit: a witness that is behind is harmless, one that is ahead would
            // accuse the database.
            witness.record(signed.note());
        }
        return Optional.of(signed.checkpoint());
    }

    private record Signed(Checkpoint checkpoint, String note) {}

    private @Nullable Signed signWithin(Connection transaction) throws SQLException, IOException {
        try (Statement statement = transaction.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + DATABASE_LOCK + ")");
        }
        StoredRows rows = new StoredRows(transaction);
        long size = rows.headSize();
        CheckpointRow last = rows.lastCheckpoint();
        refuseWhatTheWitnessDenies(rows, last);
        Frontier frontier = last == null ? new Frontier() : trusted(last);
        if (size < frontier.size()) {
            throw new ForkedLedgerException(
                    "the ledger has " + size + " entries, but " + frontier.size() + " were signed");
        }
        if (last != null && size == last.size()) {
            return new Signed(key.open(last.note()), last.note());
        }
        if (size == 0) {
            return null;
        }
        extend(frontier, rows, size);
        return store(transaction, frontier);
    }

    private void refuseWhatTheWitnessDenies(StoredRows rows, @Nullable CheckpointRow last)
            throws SQLException, IOException {
        String note = witness == null ? null : witness.note().orElse(null);
        if (note == null) {
            return;
        }
        Checkpoint witnessed = key.open(note);
        CheckpointRow stored = rows.checkpoint(witnessed.size());
        if (last == null || stored == null || !key.open(stored.note()).equals(witnessed)) {
            throw new ForkedLedgerException(
                    "the witness "
                            + witness
                            + " has seen a checkpoint of size "
                            + witnessed.size()
                            + " that the database does not hold: was it rolled back?");
        }
    }

    private Frontier trusted(CheckpointRow last) {
        Checkpoint checkpoint = key.open(last.note());
        Frontier frontier = Frontier.of(last.size(), last.frontier());
        if (checkpoint.size() != last.size()
                || !checkpoint.origin().equals(origin)
                || !Arrays.equals(frontier.root(), checkpoint.root())) {
            throw new ForkedLedgerException(
                    "the checkpoint of size " + last.size() + " was altered");
        }
        return frontier;
    }

    private static void extend(Frontier frontier, StoredRows rows, long size) throws SQLException {
        TreeHasher hasher = new TreeHasher();
        try (LedgerRows.Rows<EntryRow> entries = rows.entries(frontier.size(), size)) {
            for (EntryRow row = entries.next(); row != null; row = entries.next()) {
                long expected = frontier.size();
                if (row.index() != expected
                        || !Arrays.equals(frontier.append(hasher.leaf(row)), row.hashes())) {
                    throw new ForkedLedgerException(
                            "entry " + expected + " is missing or was altered");
                }
            }
        }
        if (frontier.size() != size) {
            throw new ForkedLedgerException("entry " + frontier.size() + " is missing");
        }
    }

    private Signed store(Connection transaction, Frontier frontier) throws SQLException {
        Checkpoint checkpoint = new Checkpoint(origin, frontier.size(), frontier.root());
        byte[] body = checkpoint.body().getBytes(StandardCharsets.UTF_8);
        String note =
                key.note(
                        checkpoint,
                        EcdsaSignatures.toDer(custody.signEs256(KeyName.CHECKPOINT, body)));
        try (PreparedStatement insert =
                transaction.prepareStatement(
                        "insert into ledger.checkpoint (size, note, frontier) values (?, ?, ?)")) {
            insert.setLong(1, checkpoint.size());
            insert.setString(2, note);
            insert.setBytes(3, frontier.stored());
            insert.executeUpdate();
        }
        return new Signed(checkpoint, note);
    }
}
