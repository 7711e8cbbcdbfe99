package org.hawiya.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads single entries, a person's own view, and proofs. Thread-safe (a connection is not). */
public final class LedgerReader {
    /** The most entries one page can have. */
    public static final int MAX_PAGE = 1_000;

    /** An entry with its place. */
    public record Placed(long index, LedgerEntry entry) {}

    private static final String COLUMNS =
            "select index, event, at_micros, subject, actor_kind, actor, detail";

    /**
     * What was done to, by or about a person, oldest first.
     *
     * @param after only entries of a higher index; -1 for the first page
     * @param limit 1 to {@value #MAX_PAGE}
     */
    public List<Placed> entriesOf(Connection connection, Subject subject, long after, int limit)
            throws SQLException {
        if (subject.equals(Subject.nobody()) || limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException(
                    "a view is of one person and of at most " + MAX_PAGE + " entries");
        }
        // The second condition lets the planner use the partial index.
        String sql =
                COLUMNS
                        + """
                         from ledger.entry where subject = ? and subject <>
                        '\\x0000000000000000000000000000000000000000000000000000000000000000'::bytea
                        and index > ? order by index limit ?\
                        """;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setBytes(1, subject.value());
            query.setLong(2, after);
            query.setInt(3, limit);
            return read(query);
        }
    }

    /** The entry of an index. */
    public Optional<LedgerEntry> entry(Connection connection, long index) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(COLUMNS + " from ledger.entry where index = ?")) {
            query.setLong(1, index);
            return read(query).stream().findFirst().map(Placed::entry);
        }
    }

    /** How many entries are committed. */
    public long size(Connection connection) throws SQLException {
        return new StoredRows(connection).headSize();
    }

    /** The note of the latest checkpoint, to be handed out: a signed text that anybody can keep. */
    public Optional<String> latestNote(Connection connection) throws SQLException {
        return Optional.ofNullable(new StoredRows(connection).lastCheckpoint())
                .map(CheckpointRow::note);
    }

    /**
     * Proves that entry {@code index} is in the tree of {@code size} entries; at most 63 lookups by
     * primary key.
     */
    public InclusionProof inclusion(Connection connection, long index, long size)
            throws SQLException {
        return new ProofMaker((height, number) -> subtree(connection, height, number))
                .inclusion(index, size);
    }

    /** Proves that the tree of {@code to} entries continues the one of {@code from}. */
    public ConsistencyProof consistency(Connection connection, long from, long to)
            throws SQLException {
        return new ProofMaker((height, number) -> subtree(connection, height, number))
                .consistency(from, to);
    }

    private static byte[] subtree(Connection connection, int height, long number)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select substr(hashes, ?, 32) from ledger.entry where index = ?")) {
            query.setInt(1, TreeHasher.BYTES * height + 1);
            query.setLong(2, ((number + 1) << height) - 1);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("the ledger is not that long");
                }
                return row.getBytes(1);
            }
        }
    }

    private static List<Placed> read(PreparedStatement query) throws SQLException {
        List<Placed> entries = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                LedgerEntry entry =
                        new LedgerEntry(
                                LedgerEvent.ofCode(row.getInt(2)),
                                new Subject(row.getBytes(4)),
                                new Actor(Actor.Kind.ofCode(row.getInt(5)), row.getString(6)),
                                Ledger.instant(row.getLong(3)),
                                new Detail(row.getBytes(7)));
                entries.add(new Placed(row.getLong(1), entry));
            }
        }
        return entries;
    }
}
