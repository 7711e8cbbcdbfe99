package org.hawiya.app.provision;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.hawiya.app.database.Storage;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certification authority of this data directory's own, for TLS between the demo's servers on the
 * loopback interface. Its key is made on the spot and stays in the folder; nothing outside is asked
 * to trust it. Leaves are made again when they near their end. Not thread-safe.
 */
public final class DevelopmentCa {
    private static final Duration CA_LIFE = Duration.ofDays(3650);

    /** What browsers accept at most from a server. */
    private static final Duration LEAF_LIFE = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final X500Name CA_NAME = new X500Name("CN=Hawiya development CA,O=Hawiya demo");
    private static final String ALIAS = "key";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final char[] password;
    private final Clock clock;
    private final Pair ca;

    private record Pair(PrivateKey key, X509Certificate certificate) {}

    private DevelopmentCa(Path folder, char[] password, Clock clock, Pair ca) {
        this.folder = folder;
        this.password = password;
        this.clock = clock;
        this.ca = ca;
    }

    /**
     * Opens the authority of this folder, or makes it with its trust store ({@code trust.p12}) and
     * {@code ca.pem}.
     */
    public static DevelopmentCa in(Path folder, char[] password, Clock clock) {
        try {
            Path file = folder.resolve("ca.p12");
            @Nullable Pair known = read(file, password);
            DevelopmentCa authority =
                    new DevelopmentCa(
                            folder,
                            password.clone(),
                            clock,
                            known != null ? known : makeCa(file, password, clock));
            authority.writeTrust();
            return authority;
        } catch (IOException e) {
            throw Storage.failure(
                    "the development certificates in " + folder + " cannot be used", folder, e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("development CA", e);
        }
    }

    public X509Certificate certificate() {
        return ca.certificate();
    }

    /** PKCS#12 with the authority's certificate only. */
    public Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /** The authority's certificate for {@code curl --cacert} and for a browser's settings. */
    public Path pem() {
        return folder.resolve("ca.pem");
    }

    /**
     * PKCS#12 (one alias, {@code key}) of a server on localhost, 127.0.0.1 and ::1; made when
     * missing or near its end.
     */
    public Path serverStore(String name) {
        GeneralNames names =
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, "localhost"),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                            new GeneralName(GeneralName.iPAddress, "::1")
                        });
        return store(name + "-server", name, KeyPurposeId.id_kp_serverAuth, names);
    }

    /** PKCS#12 of a client that proves itself by mutual TLS with this common name. */
    public Path clientStore(String commonName) {
        return store(commonName + "-client", commonName, KeyPurposeId.id_kp_clientAuth, null);
    }

    /** TLS for clients that trust this authority and nobody else. */
    public SSLContext trustingContext() {
        try {
            KeyStore trust = emptyStore();
            trust.setCertificateEntry("ca", ca.certificate());
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), RANDOM);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("trust of the development CA", e);
        }
    }

    private Path store(
            String fileName,
            String commonName,
            KeyPurposeId purpose,
            @Nullable GeneralNames names) {
        Path file = folder.resolve(fileName + ".p12");
        try {
            @Nullable Pair known = read(file, password);
            if (known == null || !isCurrent(known.certificate())) {
                issue(file, commonName, purpose, names);
            }
            return file;
        } catch (IOException e) {
            throw Storage.failure("the certificate " + file + " cannot be made", folder, e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(fileName, e);
        }
    }

    /** Issued by this authority (not by one that was wiped) and good for a while. */
    private boolean isCurrent(X509Certificate certificate) {
        try {
            certificate.verify(ca.certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            return false;
        }
        return certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEW_BEFORE));
    }

    private static Pair makeCa(Path file, char[] password, Clock clock)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = builder(CA_NAME, CA_NAME, keys, CA_LIFE, clock);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        X509Certificate certificate = sign(builder, keys.getPrivate());
        KeyStore store = emptyStore();
        store.setKeyEntry(ALIAS, keys.getPrivate(), password, new Certificate[] {certificate});
        write(store, file, password);
        return new Pair(keys.getPrivate(), certificate);
    }

    private void issue(
            Path file, String commonName, KeyPurposeId purpose, @Nullable GeneralNames names)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair keys = newKeys();
        X500Name subject = new X500Name("CN=" + commonName + ",O=Hawiya demo");
        X509v3CertificateBuilder builder = builder(CA_NAME, subject, keys, LEAF_LIFE, clock);
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(ca.certificate()));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                extensions.createSubjectKeyIdentifier(keys.getPublic()));
        if (names != null) {
            builder.addExtension(Extension.subjectAlternativeName, false, names);
        }
        KeyStore store = emptyStore();
        store.setKeyEntry(
                ALIAS,
                keys.getPrivate(),
                password,
                new Certificate[] {sign(builder, ca.key()), ca.certificate()});
        write(store, file, password);
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Duration life, Clock clock)
            throws CertIOException {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).setBit(120),
                // An hour back: the clocks of two machines are never the same.
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(life)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private void writeTrust() throws GeneralSecurityException, IOException {
        if (!Files.exists(trustStore())) {
            KeyStore trust = emptyStore();
            trust.setCertificateEntry("ca", ca.certificate());
            write(trust, trustStore(), password);
        }
        if (!Files.exists(pem())) {
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                writer.writeObject(ca.certificate());
            }
            Files.writeString(pem(), text.toString());
        }
    }

    private static @Nullable Pair read(Path file, char[] password)
            throws GeneralSecurityException, IOException {
        if (!Files.exists(file)) {
            return null;
        }
        KeyStore store = emptyStore();
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        if (store.getKey(ALIAS, password) instanceof PrivateKey key
                && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
            return new Pair(key, certificate);
        }
        throw new IOException(
                file + " holds no key of ours; wipe the data directory or restore the file");
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Whole or not at all: a killed process leaves no half store under the real name. */
    private static void write(KeyStore store, Path file, char[] password)
            throws GeneralSecurityException, IOException {
        Path fresh =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "store",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(fresh)) {
            store.store(out, password);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
