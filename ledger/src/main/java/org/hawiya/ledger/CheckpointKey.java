package org.hawiya.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;

/**
 * The public half of the key that signs checkpoints: ECDSA on P-256, signature type 0x02 of
 * c2sp.org/signed-note. ECDSA and not Ed25519, because the JDK's PKCS#11 provider signs only with
 * the former, and the private half belongs in a token. Thread-safe.
 */
final class CheckpointKey {
    static final int ID_BYTES = 4;

    private final PublicKey key;
    private final byte[] id;

    CheckpointKey(PublicKey key) {
        if (!key.getAlgorithm().equals("EC")) {
            throw new IllegalArgumentException(
                    "a checkpoint key is an elliptic-curve key, not " + key.getAlgorithm());
        }
        this.key = key;
        // For type 0x02 the ID is the truncated hash of the key's SubjectPublicKeyInfo alone.
        this.id = Arrays.copyOf(TreeHasher.sha256().digest(key.getEncoded()), ID_BYTES);
    }

    /** The note of a checkpoint, given its signature in DER. */
    String note(Checkpoint checkpoint, byte[] derSignature) {
        SignedNote.Line line = new SignedNote.Line(checkpoint.origin(), id, derSignature);
        return new SignedNote(checkpoint.body(), List.of(line)).text();
    }

    /**
     * The checkpoint in a note, when this key signed it.
     *
     * @throws MalformedNoteException when the text is no checkpoint
     * @throws UntrustedNoteException when this key's signature is missing or wrong
     */
    Checkpoint open(String text) {
        SignedNote note = SignedNote.parse(text);
        Checkpoint checkpoint = Checkpoint.parse(note.body());
        List<SignedNote.Line> own =
                note.lines().stream()
                        .filter(line ->
                                line.signer().equals(checkpoint.origin())
                                        && Arrays.equals(line.keyId(), id))
                        .toList();
        if (own.isEmpty()) {
            throw new UntrustedNoteException(
                    "checkpoint of size "
                            + checkpoint.size()
                            + " is not signed by the trusted key");
        }
        for (SignedNote.Line line : own) {
            if (!verifies(note.body(), line.signature())) {
                throw new UntrustedNoteException(
                        "checkpoint of size " + checkpoint.size() + " has a wrong signature");
            }
        }
        return checkpoint;
    }

    private boolean verifies(String body, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(body.getBytes(UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // not even the shape of a signature
        }
    }
}
