package org.hawiya.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signature lines, c2sp.org/signed-note: body, empty line, then for each signature a
 * dash, the signer's name and base64 of key ID (4 bytes) and signature. Signs nothing and believes
 * nothing by itself.
 */
record SignedNote(String body, List<Line> lines) {
    /** The specification's least maximum; ours is never longer. */
    private static final int MAX_LINES = 16;

    private static final int MAX_CHARACTERS = 16_384;
    private static final String DASH = "\u2014 ";

    /** One signature as it stands there. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Line(String signer, byte[] keyId, byte[] signature) {
        private String text() {
            byte[] blob = Arrays.copyOf(keyId, CheckpointKey.ID_BYTES + signature.length);
            System.arraycopy(signature, 0, blob, CheckpointKey.ID_BYTES, signature.length);
            return DASH + signer + " " + Base64.getEncoder().encodeToString(blob) + "\n";
        }
    }

    SignedNote {
        lines = List.copyOf(lines);
    }

    String text() {
        StringBuilder text = new StringBuilder(body).append('\n');
        lines.forEach(line -> text.append(line.text()));
        return text.toString();
    }

    /**
     * Reads a note in its one canonical form.
     *
     * @throws MalformedNoteException when it has any other
     */
    static SignedNote parse(String text) {
        int blank = text.lastIndexOf("\n\n");
        if (text.length() > MAX_CHARACTERS || blank < 0 || !text.endsWith("\n")) {
            throw new MalformedNoteException(
                    "a signed note is a text, an empty line and signature lines");
        }
        List<Line> lines = new ArrayList<>();
        for (String line :
                text.substring(blank + 2, text.length() - 1).split("\n", MAX_LINES + 1)) {
            lines.add(line(line));
        }
        SignedNote note = new SignedNote(text.substring(0, blank + 1), lines);
        if (lines.size() > MAX_LINES || !note.text().equals(text)) {
            throw new MalformedNoteException("a signed note is not in canonical form");
        }
        return note;
    }

    private static Line line(String text) {
        String[] parts = text.split(" ", 4);
        if (parts.length != 3 || !parts[0].equals(DASH.strip()) || parts[1].isEmpty()) {
            throw new MalformedNoteException("a signature line is a dash, a name and base64");
        }
        try {
            byte[] blob = Base64.getDecoder().decode(parts[2]);
            if (blob.length <= CheckpointKey.ID_BYTES) {
                throw new MalformedNoteException("a signature line holds no signature");
            }
            return new Line(
                    parts[1],
                    Arrays.copyOf(blob, CheckpointKey.ID_BYTES),
                    Arrays.copyOfRange(blob, CheckpointKey.ID_BYTES, blob.length));
        } catch (IllegalArgumentException e) {
            throw new MalformedNoteException("a signature line is not base64");
        }
    }
}
