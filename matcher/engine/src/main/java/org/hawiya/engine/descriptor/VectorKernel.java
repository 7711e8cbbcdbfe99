package org.hawiya.engine.descriptor;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Eight prints a step with 512-bit vectors. A block is first copied to an array that stays in the
 * first-level cache: it is read sixteen times, and the compiler checks an array's bounds once where
 * it checks a segment's every time. The loop over the block's structures is written out by fours,
 * because the compiler does not unroll it by itself.
 */
public final class VectorKernel implements ScanKernel {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
    private static final int STRUCTURE_LONGS = PrintCode.WORDS * LANES;

    static boolean isWorthwhile() {
        // Narrower machines emulate this shape lane by lane, slower than the scalar kernel.
        return LongVector.SPECIES_PREFERRED.length() >= LANES;
    }

    @Override
    public void scan(ProbeCode probe, MemorySegment column, int blocks, int[] scores) {
        long[] words = probe.code().words();
        int[] floors = probe.floors();
        long[] block = new long[PrintCode.LONGS * LANES];
        long[] totals = new long[LANES];
        for (int b = 0; b < blocks; b++) {
            MemorySegment.copy(
                    column, ValueLayout.JAVA_LONG, b * BLOCK_BYTES, block, 0, block.length);
            score(words, floors, block).intoArray(totals, 0);
            for (int lane = 0; lane < LANES; lane++) {
                scores[b * LANES + lane] = (int) totals[lane];
            }
        }
    }

    private static LongVector score(long[] probe, int[] floors, long[] block) {
        LongVector total = LongVector.zero(LONGS);
        for (int structure = 0; structure < PrintCode.STRUCTURES; structure++) {
            int first = structure * PrintCode.WORDS;
            LongVector best =
                    best(
                            LongVector.broadcast(LONGS, probe[first]),
                            LongVector.broadcast(LONGS, probe[first + 1]),
                            LongVector.broadcast(LONGS, probe[first + 2]),
                            block);
            LongVector excess = best.sub(floors[structure]).max(0);
            total = total.add(excess.mul(excess));
        }
        return total;
    }

    private static LongVector best(LongVector p0, LongVector p1, LongVector p2, long[] block) {
        LongVector even = LongVector.zero(LONGS);
        LongVector odd = even;
        for (int at = 0; at < PrintCode.STRUCTURES * STRUCTURE_LONGS; at += 4 * STRUCTURE_LONGS) {
            even = even.max(overlap(p0, p1, p2, block, at));
            odd = odd.max(overlap(p0, p1, p2, block, at + STRUCTURE_LONGS));
            even = even.max(overlap(p0, p1, p2, block, at + 2 * STRUCTURE_LONGS));
            odd = odd.max(overlap(p0, p1, p2, block, at + 3 * STRUCTURE_LONGS));
        }
        return even.max(odd);
    }

    private static LongVector overlap(
            LongVector p0, LongVector p1, LongVector p2, long[] block, int at) {
        return shared(p0, block, at)
                .add(shared(p1, block, at + LANES))
                .add(shared(p2, block, at + 2 * LANES));
    }

    private static LongVector shared(LongVector probe, long[] block, int at) {
        return LongVector.fromArray(LONGS, block, at)
                .and(probe)
                .lanewise(VectorOperators.BIT_COUNT);
    }
}
