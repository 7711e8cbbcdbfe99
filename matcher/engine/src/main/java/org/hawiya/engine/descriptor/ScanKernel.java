package org.hawiya.engine.descriptor;

import java.lang.foreign.MemorySegment;

/**
 * Scores a probe against blocks of eight prints. A block is {@code [structure][word][lane]} longs,
 * one lane for each print, so that no lane ever has to be added to another. All kernels give the
 * same scores as {@link ProbeCode#score}.
 */
public sealed interface ScanKernel permits VectorKernel, ScalarKernel {
    int LANES = 8;
    long BLOCK_BYTES = (long) PrintCode.LONGS * LANES * Long.BYTES;

    /**
     * Writes {@code blocks * 8} scores, print after print.
     *
     * @param column blocks from offset 0 on
     */
    void scan(ProbeCode probe, MemorySegment column, int blocks, int[] scores);

    /**
     * The fastest kernel of this machine: vectors when the JVM has the module and the processor
     * counts bits in them.
     */
    static ScanKernel fastest() {
        boolean hasModule = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return hasModule && VectorKernel.isWorthwhile() ? new VectorKernel() : new ScalarKernel();
    }
}
