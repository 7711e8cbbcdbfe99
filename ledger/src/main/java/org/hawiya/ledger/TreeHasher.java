package org.hawiya.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The tree's two hash functions, RFC 6962 section 2.1. Reuses its digest, so it is not thread-safe.
 */
final class TreeHasher {
    static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final byte LEAF_DATA_VERSION = 1;

    private final MessageDigest digest = sha256();
    private final ByteBuffer integers =
            ByteBuffer.allocate(1 + Long.BYTES + Long.BYTES + Short.BYTES);

    /**
     * The hash of a row's leaf data; the form is written down beside {@code ledger.append} in the
     * schema.
     */
    byte[] leaf(EntryRow row) {
        byte[] actor = row.actor().getBytes(StandardCharsets.UTF_8);
        integers.clear()
                .put(LEAF_DATA_VERSION)
                .putLong(row.index())
                .putLong(row.atMicros())
                .putShort(row.event());
        digest.update(LEAF);
        digest.update(integers.array());
        digest.update(row.subject());
        digest.update(row.detail());
        integers.clear().putShort(row.actorKind()).putShort((short) actor.length);
        digest.update(integers.array(), 0, 2 * Short.BYTES);
        digest.update(actor);
        return digest.digest();
    }

    byte[] leaf(byte[] data) {
        digest.update(LEAF);
        digest.update(data);
        return digest.digest();
    }

    byte[] node(byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
