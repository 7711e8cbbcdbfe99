package org.hawiya.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hawiya.ledger.VerificationReport.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One run of the verifier over one view of the ledger: the tree grows again from nothing beside
 * what is stored.
 */
final class Verification {
    private static final int PROGRESS_EVERY = 1 << 16;
    private static final long NOWHERE = -1;

    private final CheckpointKey key;
    private final Progress progress;
    private final TreeHasher hasher = new TreeHasher();
    private final Frontier tree = new Frontier();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Long, List<Checkpoint>> witnessed = new HashMap<>();
    private @Nullable String origin;
    private long signed;
    private long goodCheckpoints;

    /**
     * Where the tree went wrong since the last good checkpoint: what follows from it is not
     * reported again.
     */
    private long damagedAt = NOWHERE;

    Verification(CheckpointKey key, Progress progress) {
        this.key = key;
        this.progress = progress;
    }

    VerificationReport run(LedgerRows rows, List<String> witnessedNotes) throws SQLException {
        long start = System.nanoTime();
        long total = rows.headSize();
        witnessedNotes.forEach(this::admitWitness);
        try (LedgerRows.Rows<EntryRow> entries = rows.entries();
                LedgerRows.Rows<CheckpointRow> checkpoints = rows.checkpoints()) {
            CheckpointRow checkpoint = checkAll(checkpoints, checkpoints.next());
            for (EntryRow row = entries.next(); row != null; row = entries.next()) {
                if (row.index() != tree.size()) {
                    report(
                            Math.min(row.index(), tree.size()),
                            "entry " + tree.size() + " is missing or out of order");
                    break;
                }
                check(row);
                checkpoint = checkAll(checkpoints, checkpoint);
                if (tree.size() % PROGRESS_EVERY == 0) {
                    progress.verified(tree.size(), total);
                }
            }
            reportUncovered(checkpoints, checkpoint);
        }
        finish(total);
        progress.verified(tree.size(), total);
        return VerificationReport.of(
                tree.size(),
                signed,
                goodCheckpoints,
                tree.root(),
                findings,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void check(EntryRow row) {
        byte[] leaf = hasher.leaf(row);
        byte[] stored = row.hashes();
        if (stored.length < TreeHasher.BYTES || !startsWith(stored, leaf)) {
            report(
                    row.index(),
                    "entry "
                            + row.index()
                            + " was altered: its content does not have its stored hash");
            damagedAt = damagedAt == NOWHERE ? row.index() : damagedAt;
            if (stored.length >= TreeHasher.BYTES) {
                // Going on with the stored hash tells the one altered entry from its healthy
                // neighbours.
                leaf = Arrays.copyOf(stored, TreeHasher.BYTES);
            }
        }
        byte[] computed = tree.append(leaf);
        if (!Arrays.equals(computed, stored) && damagedAt == NOWHERE) {
            int height = Math.max(0, Arrays.mismatch(computed, stored) / TreeHasher.BYTES);
            long first = Math.max(signed, row.index() + 1 - (1L << height));
            report(
                    first,
                    "the stored subtree of height "
                            + height
                            + " ending at entry "
                            + row.index()
                            + " is wrong");
            damagedAt = first;
        }
    }

    /**
     * Checks stored and witnessed checkpoints of the tree's present size; returns the next one
     * waiting.
     */
    private @Nullable CheckpointRow checkAll(
            LedgerRows.Rows<CheckpointRow> checkpoints, @Nullable CheckpointRow waiting)
            throws SQLException {
        CheckpointRow row = waiting;
        while (row != null && row.size() <= tree.size()) {
            check(row);
            row = checkpoints.next();
        }
        if (!witnessed.isEmpty()) {
            for (Checkpoint seen : witnessed.getOrDefault(tree.size(), List.of())) {
                if (!Arrays.equals(seen.root(), tree.root())) {
                    report(
                            suspect(),
                            "the ledger contradicts a witnessed checkpoint of size " + seen.size());
                }
            }
            witnessed.remove(tree.size());
        }
        return row;
    }

    private void check(CheckpointRow row) {
        Checkpoint checkpoint;
        try {
            checkpoint = key.open(row.note());
        } catch (MalformedNoteException | UntrustedNoteException e) {
            report(
                    suspect(),
                    "the checkpoint stored for size "
                            + row.size()
                            + " is not good: "
                            + e.getMessage());
            return;
        }
        origin = origin == null ? checkpoint.origin() : origin;
        if (checkpoint.size() != row.size() || row.size() != tree.size()) {
            report(suspect(), "the checkpoint stored for size " + row.size() + " is out of place");
        } else if (!checkpoint.origin().equals(origin)) {
            report(
                    suspect(),
                    "the checkpoint of size "
                            + row.size()
                            + " is of another ledger: "
                            + checkpoint.origin());
        } else if (!Arrays.equals(checkpoint.root(), tree.root())) {
            report(
                    suspect(),
                    "the entries do not have the root that was signed at size " + row.size());
        } else if (!Arrays.equals(row.frontier(), tree.stored())) {
            report(suspect(), "the frontier stored for size " + row.size() + " is wrong");
        } else {
            signed = row.size();
            goodCheckpoints++;
            damagedAt = NOWHERE;
        }
    }

    private void reportUncovered(
            LedgerRows.Rows<CheckpointRow> checkpoints, @Nullable CheckpointRow waiting)
            throws SQLException {
        for (CheckpointRow row = waiting; row != null; row = checkpoints.next()) {
            report(
                    tree.size(),
                    "entries are missing: a checkpoint of size " + row.size() + " was signed");
        }
        for (long size : witnessed.keySet()) {
            report(
                    tree.size(),
                    "entries are missing: a checkpoint of size " + size + " was witnessed");
        }
    }

    private void finish(long total) {
        if (tree.size() != total) {
            report(
                    Math.min(tree.size(), Math.max(0, total)),
                    "the head says " + total + " entries, there are " + tree.size());
        }
        if (tree.size() > 0 && signed == 0 && findings.isEmpty()) {
            report(
                    0,
                    "no checkpoint covers these entries: nothing says that they are the ones that were written");
        }
    }

    private void admitWitness(String note) {
        try {
            Checkpoint checkpoint = key.open(note);
            origin = origin == null ? checkpoint.origin() : origin;
            if (checkpoint.origin().equals(origin)) {
                witnessed
                        .computeIfAbsent(checkpoint.size(), size -> new ArrayList<>())
                        .add(checkpoint);
            } else {
                report(0, "the witnessed checkpoint is of another ledger: " + checkpoint.origin());
            }
        } catch (MalformedNoteException | UntrustedNoteException e) {
            report(0, "the witnessed checkpoint is not good: " + e.getMessage());
        }
    }

    /** The first entry that a contradiction noticed now can be about. */
    private long suspect() {
        return damagedAt == NOWHERE ? signed : damagedAt;
    }

    private void report(long index, String problem) {
        if (findings.size() < VerificationReport.MAX_FINDINGS) {
            findings.add(new Finding(index, problem));
        }
    }

    private static boolean startsWith(byte[] stored, byte[] leaf) {
        return Arrays.equals(stored, 0, TreeHasher.BYTES, leaf, 0, TreeHasher.BYTES);
    }
}
