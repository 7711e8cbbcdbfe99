package org.hawiya.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * That one entry is in a tree: the hashes beside its path to the root, from below, RFC 9162 section
 * 2.1.3.
 *
 * @param leaf the entry's own hash
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record InclusionProof(long index, long size, byte[] leaf, List<byte[]> path) {
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry " + index + " is not in a tree of " + size);
        }
        path = List.copyOf(path);
    }

    /** Whether the checkpoint's tree holds the entry. Never throws for a wrong proof. */
    public boolean provesInclusionIn(Checkpoint checkpoint) {
        return checkpoint.size() == size && Arrays.equals(rootOrNothing(), checkpoint.root());
    }

    /**
     * RFC 9162 section 2.1.3.2, with its variables; an empty array when the path has not the right
     * length.
     */
    private byte[] rootOrNothing() {
        TreeHasher hasher = new TreeHasher();
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf;
        for (byte[] p : path) {
            if (sn == 0) {
                return new byte[0];
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = hasher.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = hasher.node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? r : new byte[0];
    }
}
