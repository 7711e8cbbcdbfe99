package org.hawiya.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A ledger read into memory, where it can be spoiled thousands of times without a database. */
final class LedgerCopy implements LedgerRows {
    final List<EntryRow> entries = new ArrayList<>();
    final List<CheckpointRow> checkpoints = new ArrayList<>();
    long headSize;

    static LedgerCopy of(LedgerRows rows) throws SQLException {
        LedgerCopy copy = new LedgerCopy();
        copy.headSize = rows.headSize();
        try (Rows<EntryRow> entries = rows.entries();
                Rows<CheckpointRow> checkpoints = rows.checkpoints()) {
            for (EntryRow row = entries.next(); row != null; row = entries.next()) {
                copy.entries.add(row);
            }
            for (CheckpointRow row = checkpoints.next(); row != null; row = checkpoints.next()) {
                copy.checkpoints.add(row);
            }
        }
        return copy;
    }

    /** Shares the rows, which a mutation replaces and never changes. */
    LedgerCopy copy() {
        LedgerCopy copy = new LedgerCopy();
        copy.entries.addAll(entries);
        copy.checkpoints.addAll(checkpoints);
        copy.headSize = headSize;
        return copy;
    }

    /** As a restored backup: entries, checkpoints and head agree with each other. */
    void truncate(int size) {
        entries.subList(size, entries.size()).clear();
        checkpoints.removeIf(checkpoint -> checkpoint.size() > size);
        headSize = size;
    }

    /** Changes one entry and makes every stored hash right again, as who owns the database can. */
    void rewriteFrom(int index, UnaryOperator<EntryRow> change) {
        TreeHasher hasher = new TreeHasher();
        Frontier tree = new Frontier();
        for (int i = 0; i < entries.size(); i++) {
            EntryRow row = i == index ? change.apply(entries.get(i)) : entries.get(i);
            entries.set(i, withHashes(row, tree.append(hasher.leaf(row))));
        }
    }

    static EntryRow withHashes(EntryRow row, byte[] hashes) {
        return new EntryRow(
                row.index(),
                row.event(),
                row.atMicros(),
                row.subject(),
                row.actorKind(),
                row.actor(),
                row.detail(),
                hashes);
    }

    @Override
    public long headSize() {
        return headSize;
    }

    @Override
    public Rows<EntryRow> entries() {
        return new ListRows<>(entries.iterator());
    }

    @Override
    public Rows<CheckpointRow> checkpoints() {
        return new ListRows<>(checkpoints.iterator());
    }

    private record ListRows<T>(Iterator<T> iterator) implements Rows<T> {
        @Override
        public @Nullable T next() {
            return iterator.hasNext() ? iterator.next() : null;
        }

        @Override
        public void close() {}
    }
}
