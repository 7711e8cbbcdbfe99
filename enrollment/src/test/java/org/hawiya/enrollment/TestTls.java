package org.hawiya.enrollment;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
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
import org.jspecify.annotations.Nullable;

/** A certificate authority for one test run, with a server's and clients' certificates. */
final class TestTls {
    private static final char[] PASSWORD = "test-tls".toCharArray();

    private final KeyPair caKeys = keys();
    private final X509Certificate ca =
            certificate("CN=Test CA", "CN=Test CA", caKeys, caKeys, true);

    /** Files of a PEM bundle, as the server wants them. */
    record ServerFiles(Path certificate, Path key, Path trusted) {}

    ServerFiles server(Path folder) throws IOException {
        KeyPair keys = keys();
        X509Certificate certificate =
                certificate("CN=localhost", "CN=Test CA", keys, caKeys, false);
        return new ServerFiles(
                write(folder.resolve("server.crt"), "CERTIFICATE", encoded(certificate)),
                write(folder.resolve("server.key"), "PRIVATE KEY", keys.getPrivate().getEncoded()),
                write(folder.resolve("clients.crt"), "CERTIFICATE", encoded(ca)));
    }

    /** For a client, with a certificate of this common name when there is one. */
    SSLContext client(@Nullable String commonName) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", ca);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            if (commonName != null) {
                KeyPair keys = keys();
                X509Certificate certificate =
                        certificate("CN=" + commonName, "CN=Test CA", keys, caKeys, false);
                own.setKeyEntry(
                        "own", keys.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(own, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            String subject, String issuer, KeyPair holder, KeyPair signer, boolean authority) {
        Instant now = Instant.now();
        try {
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            new X500Name(issuer),
                            new BigInteger(64, new SecureRandom()),
                            Date.from(now.minus(Duration.ofMinutes(5))),
                            Date.from(now.plus(Duration.ofDays(1))),
                            new X500Name(subject),
                            holder.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                new GeneralName[] {
                                    new GeneralName(GeneralName.dNSName, "localhost"),
                                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                                }));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(signer.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path file, String type, byte[] der) throws IOException {
        StringWriter pem = new StringWriter();
        pem.write("-----BEGIN " + type + "-----\n");
        pem.write(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
        pem.write("\n-----END " + type + "-----\n");
        return Files.writeString(file, pem.toString());
    }
}
