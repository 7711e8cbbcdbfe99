package org.hawiya.ledger;

import java.util.Arrays;

/**
 * The right edge of a growing tree: the roots of its complete subtrees, one for each bit set in the
 * size, largest first. All that is needed to append and to know the root, in at most 63 hashes. Not
 * thread-safe.
 */
final class Frontier {
    private static final int MAX_HEIGHT = 63;

    private final TreeHasher hasher = new TreeHasher();
    private final byte[][] roots = new byte[MAX_HEIGHT + 1][];
    private int count;
    private long size;

    /**
     * The frontier of a stored form; whether it is the right one shows when its root is compared.
     */
    static Frontier of(long size, byte[] stored) {
        Frontier frontier = new Frontier();
        frontier.size = size;
        frontier.count = Long.bitCount(size);
        if (size < 0 || stored.length != frontier.count * TreeHasher.BYTES) {
            throw new ForkedLedgerException("the stored frontier of size " + size + " was altered");
        }
        for (int i = 0; i < frontier.count; i++) {
            frontier.roots[i] =
                    Arrays.copyOfRange(stored, i * TreeHasher.BYTES, (i + 1) * TreeHasher.BYTES);
        }
        return frontier;
    }

    long size() {
        return size;
    }

    /**
     * Adds the next leaf; returns its hash and those of the subtrees that it completes, upwards, 32
     * bytes each.
     */
    byte[] append(byte[] leafHash) {
        int completed = Long.numberOfTrailingZeros(~size);
        byte[] hashes = new byte[(completed + 1) * TreeHasher.BYTES];
        byte[] hash = leafHash;
        System.arraycopy(hash, 0, hashes, 0, TreeHasher.BYTES);
        for (int height = 1; height <= completed; height++) {
            count--;
            hash = hasher.node(roots[count], hash);
            System.arraycopy(hash, 0, hashes, height * TreeHasher.BYTES, TreeHasher.BYTES);
        }
        roots[count] = hash;
        count++;
        size++;
        return hashes;
    }

    /** RFC 6962: the hash of nothing for an empty tree; else the subtrees joined from the right. */
    byte[] root() {
        if (count == 0) {
            return TreeHasher.sha256().digest();
        }
        byte[] root = roots[count - 1];
        for (int i = count - 2; i >= 0; i--) {
            root = hasher.node(roots[i], root);
        }
        return root.clone();
    }

    byte[] stored() {
        byte[] stored = new byte[count * TreeHasher.BYTES];
        for (int i = 0; i < count; i++) {
            System.arraycopy(roots[i], 0, stored, i * TreeHasher.BYTES, TreeHasher.BYTES);
        }
        return stored;
    }
}
