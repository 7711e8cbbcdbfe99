package org.hawiya.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The rows in PostgreSQL, through cursors. The connection must be in a transaction, or the driver
 * reads everything at once.
 */
final class StoredRows implements LedgerRows {
    /** About 2 MB of entries. */
    private static final int PAGE_ROWS = 8_192;

    private final Connection transaction;

    StoredRows(Connection transaction) {
        this.transaction = transaction;
    }

    @Override
    public long headSize() throws SQLException {
        try (PreparedStatement query =
                        transaction.prepareStatement("select size from ledger.head");
                ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    @Override
    public Rows<EntryRow> entries() throws SQLException {
        return entries(Long.MIN_VALUE, Long.MAX_VALUE); // an index below zero must be seen, too
    }

    /** The entries from {@code from} (inclusive) to {@code to} (exclusive). */
    Rows<EntryRow> entries(long from, long to) throws SQLException {
        return new Pages(transaction, from, to);
    }

    @Override
    public Rows<CheckpointRow> checkpoints() throws SQLException {
        return new Cursor<>(
                prepare("select size, note, frontier from ledger.checkpoint order by size"),
                StoredRows::checkpoint);
    }

    @Nullable CheckpointRow lastCheckpoint() throws SQLException {
        return one("select size, note, frontier from ledger.checkpoint order by size desc limit 1");
    }

    @Nullable CheckpointRow checkpoint(long size) throws SQLException {
        return one("select size, note, frontier from ledger.checkpoint where size = " + size);
    }

    private @Nullable CheckpointRow one(String sql) throws SQLException {
        try (Rows<CheckpointRow> rows = new Cursor<>(prepare(sql), StoredRows::checkpoint)) {
            return rows.next();
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement query = transaction.prepareStatement(sql);
        query.setFetchSize(PAGE_ROWS);
        return query;
    }

    private static EntryRow entry(ResultSet row) throws SQLException {
        return new EntryRow(
                row.getLong(1),
                row.getShort(2),
                row.getLong(3),
                bytes(row, 4),
                row.getShort(5),
                text(row, 6),
                bytes(row, 7),
                bytes(row, 8));
    }

    private static CheckpointRow checkpoint(ResultSet row) throws SQLException {
        return new CheckpointRow(row.getLong(1), text(row, 2), bytes(row, 3));
    }

    /**
     * The schema allows no null, but who rewrites a ledger may have changed the schema: an empty
     * value fails as any other.
     */
    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        byte[] value = row.getBytes(column);
        return value == null ? new byte[0] : value;
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    /**
     * Entries by key, page after page through one statement: the driver sees that it is used again
     * and changes to binary transfer, which an endless cursor never makes it do, and bytes as text
     * are twice as many and slow to parse.
     */
    private static final class Pages implements Rows<EntryRow> {
        private final PreparedStatement query;
        private final long to;
        private long from;
        private int unread;
        private @Nullable ResultSet page;

        Pages(Connection transaction, long from, long to) throws SQLException {
            this.from = from;
            this.to = to;
            this.query =
                    transaction.prepareStatement(
                            """
                            select index, event, at_micros, subject, actor_kind, actor, detail, hashes
                            from ledger.entry where index >= ? and index < ? order by index limit ?\
                            """);
        }

        @Override
        public @Nullable EntryRow next() throws SQLException {
            if (page == null || unread == 0) {
                query.setLong(1, from);
                query.setLong(2, to);
                query.setInt(3, PAGE_ROWS);
                page = query.executeQuery();
                unread = PAGE_ROWS;
            }
            if (!page.next()) {
                return null;
            }
            unread--;
            EntryRow row = entry(page);
            from = row.index() + 1;
            return row;
        }

        @Override
        public void close() throws SQLException {
            query.close();
        }
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final class Cursor<T> implements Rows<T> {
        private final PreparedStatement query;
        private final ResultSet rows;
        private final RowReader<T> reader;

        Cursor(PreparedStatement query, RowReader<T> reader) throws SQLException {
            this.query = query;
            this.rows = query.executeQuery();
            this.reader = reader;
        }

        @Override
        public @Nullable T next() throws SQLException {
            return rows.next() ? reader.read(rows) : null;
        }

        @Override
        public void close() throws SQLException {
            query.close();
        }
    }
}
