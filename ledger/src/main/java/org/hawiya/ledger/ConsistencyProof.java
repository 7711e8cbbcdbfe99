package org.hawiya.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** That a later tree continues an earlier one, RFC 9162 section 2.1.4. */
public record ConsistencyProof(long from, long to, List<byte[]> path) {
    public ConsistencyProof {
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("no tree of " + to + " continues one of " + from);
        }
        path = List.copyOf(path);
    }

    /**
     * Whether {@code later} holds everything that {@code earlier} held, unchanged and in its place.
     * Never throws for a wrong proof.
     */
    public boolean provesThat(Checkpoint later, Checkpoint earlier) {
        if (earlier.size() != from
                || later.size() != to
                || !earlier.origin().equals(later.origin())) {
            return false;
        }
        if (from == to) {
            return path.isEmpty() && Arrays.equals(earlier.root(), later.root());
        }
        return holds(earlier.root(), later.root());
    }

    /** RFC 9162 section 2.1.4.2, with its variables. */
    private boolean holds(byte[] firstHash, byte[] secondHash) {
        List<byte[]> nodes = new ArrayList<>(path);
        if (Long.bitCount(from) == 1) {
            nodes.addFirst(firstHash);
        }
        if (nodes.isEmpty()) {
            return false;
        }
        long fn = from - 1;
        long sn = to - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        TreeHasher hasher = new TreeHasher();
        byte[] fr = nodes.getFirst();
        byte[] sr = nodes.getFirst();
        for (byte[] c : nodes.subList(1, nodes.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = hasher.node(c, fr);
                sr = hasher.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = hasher.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, firstHash) && Arrays.equals(sr, secondHash);
    }
}
