package org.hawiya.engine.gallery;

import org.hawiya.engine.descriptor.PrintCode;
import org.hawiya.engine.descriptor.ScanKernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The codes of one finger position for every row, off-heap in chunks that never move. One writer at
 * a time; readers need no lock, because a row is published elsewhere after its code was written.
 */
final class CodeColumn {
    static final int CHUNK_ROWS = 4_096;
    static final long CHUNK_BYTES = CHUNK_ROWS / ScanKernel.LANES * ScanKernel.BLOCK_BYTES;
    private static final int CACHE_LINE = 64;

    private final Arena arena;
    private volatile MemorySegment[] chunks = new MemorySegment[0];

    CodeColumn(Arena arena) {
        this.arena = arena;
    }

    /** Makes room for a row; returns the bytes newly allocated. */
    long reserve(int row) {
        long allocated = 0;
        while (chunks.length <= row / CHUNK_ROWS) {
            MemorySegment[] grown = java.util.Arrays.copyOf(chunks, chunks.length + 1);
            grown[chunks.length] = arena.allocate(CHUNK_BYTES, CACHE_LINE);
            chunks = grown;
            allocated += CHUNK_BYTES;
        }
        return allocated;
    }

    void write(int row, long[] words) {
        MemorySegment chunk = chunks[row / CHUNK_ROWS];
        long at = offset(row);
        for (long word : words) {
            chunk.set(ValueLayout.JAVA_LONG, at, word);
            at += ScanKernel.LANES * Long.BYTES;
        }
    }

    PrintCode read(int row) {
        MemorySegment chunk = chunks[row / CHUNK_ROWS];
        long[] words = new long[PrintCode.LONGS];
        long at = offset(row);
        for (int i = 0; i < words.length; i++) {
            words[i] = chunk.get(ValueLayout.JAVA_LONG, at);
            at += ScanKernel.LANES * Long.BYTES;
        }
        return new PrintCode(words);
    }

    MemorySegment chunk(int index) {
        return chunks[index];
    }

    private static long offset(int row) {
        int inChunk = row % CHUNK_ROWS;
        return inChunk / ScanKernel.LANES * ScanKernel.BLOCK_BYTES
                + (long) (inChunk % ScanKernel.LANES) * Long.BYTES;
    }
}
