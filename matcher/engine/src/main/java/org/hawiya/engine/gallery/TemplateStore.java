package org.hawiya.engine.gallery;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Byte strings off-heap: one for each person, all fingers together. Room is handed out in steps of
 * {@value #STEP} bytes and used again when it comes back. One writer at a time; a reader must know
 * that what it reads is not given back.
 */
final class TemplateStore {
    static final int STEP = 128;
    static final int CHUNK_BYTES = 4 * 1024 * 1024;

    private final Arena arena;
    private volatile MemorySegment[] chunks = new MemorySegment[0];
    private int usedOfLast = CHUNK_BYTES;
    private final List<@Nullable ArrayDeque<Long>> freeBySteps = new ArrayList<>();

    TemplateStore(Arena arena) {
        this.arena = arena;
    }

    /** Bytes that storing so much would newly allocate, at most. */
    long wouldAllocate(int bytes) {
        return usedOfLast + rounded(bytes) > CHUNK_BYTES ? CHUNK_BYTES : 0;
    }

    long write(byte[] bytes) {
        long address = reserve(rounded(bytes.length));
        MemorySegment.copy(
                bytes, 0, chunk(address), ValueLayout.JAVA_BYTE, offset(address), bytes.length);
        return address;
    }

    byte[] read(long address, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(
                chunk(address), ValueLayout.JAVA_BYTE, offset(address), bytes, 0, length);
        return bytes;
    }

    /** Wipes the bytes and keeps the room for another person. */
    void free(long address, int length) {
        int size = rounded(length);
        chunk(address).asSlice(offset(address), size).fill((byte) 0);
        free(size).add(address);
    }

    private long reserve(int size) {
        Long reused = free(size).poll();
        if (reused != null) {
            return reused;
        }
        if (usedOfLast + size > CHUNK_BYTES) {
            MemorySegment[] grown = Arrays.copyOf(chunks, chunks.length + 1);
            grown[chunks.length] = arena.allocate(CHUNK_BYTES, STEP);
            chunks = grown;
            usedOfLast = 0;
        }
        long address = (long) (chunks.length - 1) * CHUNK_BYTES + usedOfLast;
        usedOfLast += size;
        return address;
    }

    private ArrayDeque<Long> free(int size) {
        int steps = size / STEP;
        while (freeBySteps.size() <= steps) {
            freeBySteps.add(null);
        }
        ArrayDeque<Long> free = freeBySteps.get(steps);
        if (free == null) {
            free = new ArrayDeque<>();
            freeBySteps.set(steps, free);
        }
        return free;
    }

    private MemorySegment chunk(long address) {
        return chunks[(int) (address / CHUNK_BYTES)];
    }

    private static int offset(long address) {
        return (int) (address % CHUNK_BYTES);
    }

    private static int rounded(int bytes) {
        return Math.max(1, Math.ceilDiv(bytes, STEP)) * STEP;
    }
}
