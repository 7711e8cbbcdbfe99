package org.hawiya.engine.gallery;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.descriptor.PrintCode;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The gallery's columns. A row is a person; a row whose key is {@link #NOBODY} is free. Writers are
 * serialised by the owner; a reader sees a row's codes and templates because its key is written
 * last.
 */
final class Rows {
    static final long NOBODY = Long.MIN_VALUE;
    private static final int NOT_FOUND = -1;

    /** The fields of {@link CodeColumn#CHUNK_ROWS} rows beside their codes. */
    @SuppressWarnings("ArrayRecordComponent") // columns, never compared
    private record Chunk(AtomicLongArray keys, long[] addresses, int[] lengths, short[] fingers) {
        static final long BYTES = CodeColumn.CHUNK_ROWS * (8L + 8 + 4 + 2);

        static Chunk empty() {
            AtomicLongArray keys = new AtomicLongArray(CodeColumn.CHUNK_ROWS);
            for (int i = 0; i < CodeColumn.CHUNK_ROWS; i++) {
                keys.setPlain(i, NOBODY);
            }
            return new Chunk(
                    keys,
                    new long[CodeColumn.CHUNK_ROWS],
                    new int[CodeColumn.CHUNK_ROWS],
                    new short[CodeColumn.CHUNK_ROWS]);
        }
    }

    private final Map<FingerPosition, CodeColumn> columns = new EnumMap<>(FingerPosition.class);
    private final TemplateStore templates;
    private final Long2IntOpenHashMap rowOfKey = new Long2IntOpenHashMap();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private volatile Chunk[] chunks = new Chunk[0];
    private volatile int used;
    private volatile int persons;
    private final AtomicLong prints = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    Rows() {
        // Freed by the garbage collector: a gallery is closed by being forgotten.
        Arena arena = Arena.ofAuto();
        for (FingerPosition position : FingerPosition.values()) {
            columns.put(position, new CodeColumn(arena));
        }
        templates = new TemplateStore(arena);
        rowOfKey.defaultReturnValue(NOT_FOUND);
    }

    /** Rows to scan: free ones are among them. */
    int used() {
        return used;
    }

    int persons() {
        return persons;
    }

    long prints() {
        return prints.get();
    }

    /** Bytes taken from the machine, room that is not used yet included. */
    long bytes() {
        return bytes.get();
    }

    long key(int row) {
        return chunk(row).keys.getAcquire(row % CodeColumn.CHUNK_ROWS);
    }

    Set<FingerPosition> fingers(int row) {
        Set<FingerPosition> fingers = EnumSet.noneOf(FingerPosition.class);
        for (FingerPosition position : FingerPosition.values()) {
            if (has(row, position)) {
                fingers.add(position);
            }
        }
        return fingers;
    }

    boolean has(int row, FingerPosition position) {
        return ((chunk(row).fingers[row % CodeColumn.CHUNK_ROWS] >> position.code()) & 1) != 0;
    }

    CodeColumn column(FingerPosition position) {
        return Objects.requireNonNull(columns.get(position));
    }

    Prints read(int row) {
        Chunk chunk = chunk(row);
        int at = row % CodeColumn.CHUNK_ROWS;
        return PackedPrints.unpack(templates.read(chunk.addresses[at], chunk.lengths[at]));
    }

    /** Bytes that one more person could newly allocate. */
    long growth(int packedBytes) {
        long ofRow =
                free.isEmpty() && used % CodeColumn.CHUNK_ROWS == 0
                        ? CodeColumn.CHUNK_BYTES * columns.size() + Chunk.BYTES
                        : 0;
        return ofRow + templates.wouldAllocate(packedBytes);
    }

    int rowOf(long key) {
        return rowOfKey.get(key);
    }

    /**
     * Adds a row and makes it the person's; an older row of the same person stays until it is
     * erased.
     */
    void add(long key, byte[] packed, Map<FingerPosition, PrintCode> codes) {
        Integer reused = free.poll();
        int row = reused != null ? reused : used;
        bytes.addAndGet(growth(packed.length));
        if (row / CodeColumn.CHUNK_ROWS >= chunks.length) {
            Chunk[] grown = Arrays.copyOf(chunks, chunks.length + 1);
            grown[chunks.length] = Chunk.empty();
            columns.values().forEach(column -> column.reserve(row));
            chunks = grown;
        }
        int mask = 0;
        for (Map.Entry<FingerPosition, PrintCode> code : codes.entrySet()) {
            column(code.getKey()).write(row, code.getValue().words());
            mask |= 1 << code.getKey().code();
        }
        Chunk chunk = chunk(row);
        int at = row % CodeColumn.CHUNK_ROWS;
        chunk.addresses[at] = templates.write(packed);
        chunk.lengths[at] = packed.length;
        chunk.fingers[at] = (short) mask;
        chunk.keys.setRelease(at, key);
        used = Math.max(used, row + 1);
        rowOfKey.put(key, row);
        persons = rowOfKey.size();
        prints.addAndGet(codes.size());
    }

    /** Wipes a row for good. No search may be running. */
    void erase(int row) {
        Chunk chunk = chunk(row);
        int at = row % CodeColumn.CHUNK_ROWS;
        long key = chunk.keys.get(at);
        chunk.keys.setRelease(at, NOBODY);
        Set<FingerPosition> had = fingers(row);
        had.forEach(position -> column(position).write(row, new long[PrintCode.LONGS]));
        templates.free(chunk.addresses[at], chunk.lengths[at]);
        chunk.fingers[at] = 0;
        free.add(row);
        prints.addAndGet(-had.size());
        if (rowOfKey.get(key) == row) {
            rowOfKey.remove(key);
        }
        persons = rowOfKey.size();
    }

    private Chunk chunk(int row) {
        return chunks[row / CodeColumn.CHUNK_ROWS];
    }
}
