package org.hawiya.custody;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Gathers keys for one PKCS#12 file and writes it whole or not at all. Not thread-safe. */
public final class Pkcs12Builder {
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final KeyStore.PasswordProtection protection;
    private final char[] password;
    private final Clock clock;
    private final KeyStore store;

    Pkcs12Builder(Path file, char[] password, Clock clock) {
        this.file = file;
        this.password = password.clone();
        this.protection = new KeyStore.PasswordProtection(password);
        this.clock = clock;
        try {
            this.store = KeyStore.getInstance("PKCS12");
            this.store.load(null, null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK cannot make a PKCS#12 store", e);
        }
    }

    /** A new random secret. */
    public Pkcs12Builder secret(KeyName name) {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return secret(name, bytes);
    }

    /**
     * A secret known beforehand.
     *
     * @param bytes exactly 32; the array is copied
     */
    public Pkcs12Builder secret(KeyName name, byte[] bytes) {
        if (!name.use().isSecret() || bytes.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" cannot be a secret of " + bytes.length + " bytes");
        }
        return put(
                name,
                new SecretKeySpec(bytes, name.use() == KeyUse.SEALING ? "AES" : "HmacSHA256"));
    }

    /**
     * The same secret as in {@code source}: two servers that must derive the same card keys, for
     * example.
     */
    public Pkcs12Builder importSecret(KeyName name, Pkcs12Custody source) {
        return put(name, source.secret(name, name.use()));
    }

    /** The same pair and certificate as in {@code source}. */
    public Pkcs12Builder importSigning(KeyName name, Pkcs12Custody source) {
        KeyStoreCustody.SigningKey pair = source.pair(name);
        return put(name, pair.key(), pair.certificate());
    }

    /** A new P-256 pair with a self-signed certificate; an authority's when the name says so. */
    public Pkcs12Builder signing(KeyName name) {
        return signing(name, CertificateProfile.standard(name));
    }

    /** A new P-256 pair with a self-signed certificate of this profile. */
    public Pkcs12Builder signing(KeyName name, CertificateProfile profile) {
        KeyPair pair = CertificateIssuer.newKeyPair();
        return put(name, pair.getPrivate(), CertificateIssuer.selfSigned(pair, profile, clock));
    }

    /** A new P-256 pair certified by {@code authorityKey} of {@code authority}. */
    public Pkcs12Builder signing(
            KeyName name, CertificateProfile profile, KeyCustody authority, KeyName authorityKey) {
        KeyPair pair = CertificateIssuer.newKeyPair();
        CertificateIssuer issuer = new CertificateIssuer(authority, authorityKey, clock);
        return put(name, pair.getPrivate(), issuer.issue(pair.getPublic(), profile));
    }

    /**
     * Writes the file with mode 0600 and opens it. Durable when it returns. A crash leaves no file
     * of that name, or the whole one.
     *
     * @throws KeyStoreUnusableException when a file is already there (keys are never overwritten)
     *     or cannot be written
     */
    public Pkcs12Custody write() {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path draft =
                    Files.createTempFile(
                            folder,
                            ".keys",
                            ".tmp",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try {
                writeDurably(draft);
                // A link fails when the name is taken; a rename would silently replace another set
                // of keys.
                Files.createLink(file, draft);
            } finally {
                Files.deleteIfExists(draft);
            }
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (FileAlreadyExistsException e) {
            throw new KeyStoreUnusableException(
                    "key file " + file + " exists already and is not overwritten", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyStoreUnusableException("key file " + file + " cannot be written", e);
        }
        return Pkcs12Custody.open(file, password);
    }

    @Override
    public String toString() {
        return "Pkcs12Builder[" + file.getFileName() + ", keys [REDACTED]]";
    }

    private void writeDurably(Path draft) throws IOException, GeneralSecurityException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            store.store(out, password);
            channel.force(true);
        }
    }

    private Pkcs12Builder put(KeyName name, SecretKey key) {
        return put(name, new KeyStore.SecretKeyEntry(key));
    }

    private Pkcs12Builder put(KeyName name, PrivateKey key, X509Certificate certificate) {
        if (name.use().isSecret()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is a " + name.use() + " key and has no certificate");
        }
        return put(name, new KeyStore.PrivateKeyEntry(key, new X509Certificate[] {certificate}));
    }

    private Pkcs12Builder put(KeyName name, KeyStore.Entry entry) {
        try {
            if (store.containsAlias(name.value())) {
                throw new IllegalArgumentException("\"" + name + "\" is given twice");
            }
            store.setEntry(name.value(), entry, protection);
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's PKCS#12 store refuses \"" + name + "\"", e);
        }
    }
}
