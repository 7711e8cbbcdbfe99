package org.hawiya.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tree head: so many entries, this root. Its text form is the body of a C2SP checkpoint
 * (c2sp.org/tlog-checkpoint): origin, size and root on a line each. Immutable.
 *
 * @param origin which ledger: a name without spaces or plus signs, at most 100 characters
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Checkpoint(String origin, long size, byte[] root) {
    private static final Pattern ORIGIN = Pattern.compile("[!-*,-~]{1,100}");
    private static final Pattern BODY =
            Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n");

    public Checkpoint {
        if (!ORIGIN.matcher(origin).matches() || size < 0 || root.length != TreeHasher.BYTES) {
            throw new MalformedNoteException(
                    "not a checkpoint: origin " + origin + ", size " + size);
        }
        root = root.clone();
    }

    /** Reads the body, in its one canonical form: no extension lines. */
    static Checkpoint parse(String body) {
        Matcher matcher = BODY.matcher(body);
        if (!matcher.matches()) {
            throw new MalformedNoteException("a checkpoint is three lines: origin, size, root");
        }
        Checkpoint checkpoint =
                new Checkpoint(
                        matcher.group(1),
                        Long.parseLong(matcher.group(2)),
                        Base64.getDecoder().decode(matcher.group(3)));
        if (!checkpoint.body().equals(body)) {
            throw new MalformedNoteException("a checkpoint's root is not in canonical base64");
        }
        return checkpoint;
    }

    String body() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint checkpoint
                && origin.equals(checkpoint.origin)
                && size == checkpoint.size
                && Arrays.equals(root, checkpoint.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }

    @Override
    public String toString() {
        return body().stripTrailing().replace('\n', ' ');
    }
}
