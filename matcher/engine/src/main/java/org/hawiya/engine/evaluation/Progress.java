package org.hawiya.engine.evaluation;

/**
 * Hears how far a long run has come. Called by one thread at a time, though not always the same
 * one.
 */
@FunctionalInterface
public interface Progress {
    Progress SILENT = (step, done, total) -> {};

    /** {@code step} is a word for the reader: "extracting", "comparing". */
    void advanced(String step, long done, long total);
}
