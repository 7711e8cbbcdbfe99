package org.hawiya.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The auditor's copy of the checkpoint key: a PEM file with the certificate, or with the bare
 * public key.
 */
public final class CheckpointKeyFile {
    private static final int MAX_BYTES = 65_536;
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PUBLIC_KEY = "PUBLIC KEY";

    private CheckpointKeyFile() {}

    /** Writes the certificate as PEM, whole or not at all; replaces what was there. */
    public static void write(Path file, X509Certificate certificate) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(draft, pem(CERTIFICATE, certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the checkpoint certificate cannot be encoded", e);
        }
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads the key. A certificate's dates are not looked at: whoever trusts the file trusts the
     * key.
     *
     * @throws IOException when the file is missing or holds neither form of an elliptic-curve key
     */
    public static PublicKey read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is too large for a key");
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            PublicKey key =
                    text.contains("-----BEGIN " + CERTIFICATE)
                            ? CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new ByteArrayInputStream(der(text, CERTIFICATE)))
                                    .getPublicKey()
                            : KeyFactory.getInstance("EC")
                                    .generatePublic(new X509EncodedKeySpec(der(text, PUBLIC_KEY)));
            if (!key.getAlgorithm().equals("EC")) {
                throw new IOException(file + " holds a key of another kind: " + key.getAlgorithm());
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no certificate and no public key in PEM", e);
        }
    }

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    private static byte[] der(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + label + "-----");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no " + label);
        }
        return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
    }
}
