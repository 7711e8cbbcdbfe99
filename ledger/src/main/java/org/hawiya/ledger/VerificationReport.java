package org.hawiya.ledger;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the verifier saw.
 *
 * @param entries how many entries were read
 * @param signedEntries how many of them the latest good checkpoint covers; the rest is consistent
 *     but not yet signed
 * @param checkpoints how many stored checkpoints were good
 * @param rootHex the recomputed root over {@code entries}
 * @param findings what is wrong, by ascending index; at most {@value #MAX_FINDINGS}, none means
 *     that the ledger holds
 */
public record VerificationReport(
        long entries,
        long signedEntries,
        long checkpoints,
        String rootHex,
        List<Finding> findings,
        Duration duration) {
    static final int MAX_FINDINGS = 100;

    /**
     * One thing that is wrong.
     *
     * @param index the first entry that it can concern
     */
    public record Finding(long index, String problem) {}

    public VerificationReport {
        findings = List.copyOf(findings);
    }

    static VerificationReport of(
            long entries,
            long signed,
            long checkpoints,
            byte[] root,
            List<Finding> findings,
            Duration duration) {
        return new VerificationReport(
                entries, signed, checkpoints, HexFormat.of().formatHex(root), findings, duration);
    }

    public boolean holds() {
        return findings.isEmpty();
    }

    /** The first entry that cannot be believed; empty when the ledger holds. */
    public OptionalLong firstBadIndex() {
        return findings.stream().mapToLong(Finding::index).min();
    }

    public long entriesPerSecond() {
        return Math.round(entries / Math.max(1e-9, duration.toNanos() / 1e9));
    }
}
