package org.hawiya.engine.descriptor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Works everywhere. */
public final class ScalarKernel implements ScanKernel {
    @Override
    public void scan(ProbeCode probe, MemorySegment column, int blocks, int[] scores) {
        long[] words = probe.code().words();
        long[] block = new long[PrintCode.LONGS * LANES];
        for (int b = 0; b < blocks; b++) {
            MemorySegment.copy(
                    column, ValueLayout.JAVA_LONG, b * BLOCK_BYTES, block, 0, block.length);
            for (int lane = 0; lane < LANES; lane++) {
                scores[b * LANES + lane] = score(words, probe.floors(), block, lane);
            }
        }
    }

    private static int score(long[] probe, int[] floors, long[] block, int lane) {
        int score = 0;
        for (int structure = 0; structure < PrintCode.STRUCTURES; structure++) {
            int best = 0;
            for (int other = 0; other < PrintCode.LONGS; other += PrintCode.WORDS) {
                int overlap = 0;
                for (int word = 0; word < PrintCode.WORDS; word++) {
                    overlap +=
                            Long.bitCount(
                                    probe[structure * PrintCode.WORDS + word]
                                            & block[(other + word) * LANES + lane]);
                }
                best = Math.max(best, overlap);
            }
            int excess = Math.max(0, best - floors[structure]);
            score += excess * excess;
        }
        return score;
    }
}
