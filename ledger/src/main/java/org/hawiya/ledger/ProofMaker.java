package org.hawiya.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds proofs from the hashes of complete subtrees, RFC 9162 sections 2.1.3.1 and 2.1.4.1. Not
 * thread-safe.
 */
final class ProofMaker {
    /**
     * The hash of the complete subtree over leaves {@code number << height} to {@code ((number + 1)
     * << height) - 1}.
     */
    @FunctionalInterface
    interface Subtrees {
        byte[] hash(int height, long number) throws SQLException;
    }

    private final Subtrees subtrees;
    private final TreeHasher hasher = new TreeHasher();

    ProofMaker(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    InclusionProof inclusion(long index, long size) throws SQLException {
        List<byte[]> path = new ArrayList<>();
        path(index, 0, size, path);
        return new InclusionProof(index, size, subtrees.hash(0, index), path);
    }

    ConsistencyProof consistency(long from, long to) throws SQLException {
        List<byte[]> path = new ArrayList<>();
        subproof(from, 0, to, true, path);
        return new ConsistencyProof(from, to, path);
    }

    /** PATH(index, D[low:high]). */
    private void path(long index, long low, long high, List<byte[]> path) throws SQLException {
        if (high - low == 1) {
            return;
        }
        long middle = low + split(high - low);
        if (index < middle) {
            path(index, low, middle, path);
            path.add(root(middle, high));
        } else {
            path(index, middle, high, path);
            path.add(root(low, middle));
        }
    }

    /** SUBPROOF(end - low, D[low:high], known). */
    private void subproof(long end, long low, long high, boolean known, List<byte[]> path)
            throws SQLException {
        if (end == high) {
            if (!known) {
                path.add(root(low, high));
            }
            return;
        }
        long middle = low + split(high - low);
        if (end <= middle) {
            subproof(end, low, middle, known, path);
            path.add(root(middle, high));
        } else {
            subproof(end, middle, high, false, path);
            path.add(root(low, middle));
        }
    }

    /** MTH(D[low:high]): low is always a multiple of the power of two that high - low reaches. */
    private byte[] root(long low, long high) throws SQLException {
        long leaves = high - low;
        if (Long.bitCount(leaves) == 1) {
            int height = Long.numberOfTrailingZeros(leaves);
            return subtrees.hash(height, low >> height);
        }
        long middle = low + split(leaves);
        return hasher.node(root(low, middle), root(middle, high));
    }

    /** The largest power of two below {@code leaves}. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
