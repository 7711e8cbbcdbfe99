package org.hawiya.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificates of one test world: an authority, servers on localhost, clients by name. */
final class TestPki {
    static final String PASSWORD = "pki of a test";
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final X500Name AUTHORITY = new X500Name("CN=Test authority");

    private final Path folder;
    private final KeyPair authorityKeys = keyPair();
    private final X509Certificate authority = certify(AUTHORITY, authorityKeys, true);

    TestPki(Path folder) {
        this.folder = folder;
    }

    /** The arguments of a TLS bundle called {@code name}, which is also the certificate's name. */
    List<String> bundle(String name) {
        String prefix = "--spring.ssl.bundle.jks." + name + ".";
        return List.of(
                prefix + "key.alias=own",
                prefix + "keystore.location=file:" + store(name + "-own.p12", ownStore(name)),
                prefix + "keystore.password=" + PASSWORD,
                prefix + "truststore.location=file:" + store(name + "-trust.p12", trustStore()),
                prefix + "truststore.password=" + PASSWORD);
    }

    SSLContext context(String name) {
        try {
            var own = KeyManagerFactory.getInstance("PKIX");
            own.init(ownStore(name), PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore ownStore(String name) {
        KeyPair keys = keyPair();
        X509Certificate certificate = certify(new X500Name("CN=" + name), keys, false);
        return filled(store ->
                store.setKeyEntry(
                        "own",
                        keys.getPrivate(),
                        PASSWORD.toCharArray(),
                        new Certificate[] {certificate, authority}));
    }

    private KeyStore trustStore() {
        return filled(store -> store.setCertificateEntry("authority", authority));
    }

    private interface Filling {
        void into(KeyStore store) throws GeneralSecurityException;
    }

    private static KeyStore filled(Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.into(store);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path store(String name, KeyStore store) {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certify(X500Name subject, KeyPair keys, boolean isAuthority) {
        PrivateKey signer = authorityKeys.getPrivate();
        Instant now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        AUTHORITY,
                        BigInteger.valueOf(SERIAL.getAndIncrement()),
                        Date.from(now.minus(1, ChronoUnit.HOURS)),
                        Date.from(now.plus(1, ChronoUnit.DAYS)),
                        subject,
                        keys.getPublic());
        try {
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (!isAuthority) {
                var names =
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, "localhost"),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                        };
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
