package org.hawiya.custody;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/** Signs X.509 certificates with a certifying key of a custody. Thread-safe. */
public final class CertificateIssuer {
    /** Clocks of readers and servers differ; a certificate is valid a little before it was made. */
    private static final Duration BACKDATING = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyCustody custody;
    private final KeyName authorityKey;
    private final Clock clock;

    /**
     * @param authorityKey must be a {@link KeyUse#CERTIFYING} key of {@code custody}
     */
    public CertificateIssuer(KeyCustody custody, KeyName authorityKey, Clock clock) {
        if (authorityKey.use() != KeyUse.CERTIFYING) {
            throw new IllegalArgumentException("\"" + authorityKey + "\" certifies nothing");
        }
        this.custody = custody;
        this.authorityKey = authorityKey;
        this.clock = clock;
    }

    /** Certifies {@code holder}. The certificate never outlives the authority's own. */
    public X509Certificate issue(PublicKey holder, CertificateProfile profile) {
        X509Certificate authority = custody.certificate(authorityKey);
        Instant end = authority.getNotAfter().toInstant();
        return build(
                authority.getSubjectX500Principal(),
                authority.getPublicKey(),
                holder,
                profile,
                clock.instant(),
                end,
                message -> EcdsaSignatures.toDer(custody.signEs256(authorityKey, message)));
    }

    static X509Certificate selfSigned(KeyPair pair, CertificateProfile profile, Clock clock) {
        return build(
                profile.subject(),
                pair.getPublic(),
                pair.getPublic(),
                profile,
                clock.instant(),
                Instant.MAX,
                message -> sign(pair, message));
    }

    static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no P-256", e);
        }
    }

    private static byte[] sign(KeyPair pair, byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot sign with a fresh P-256 key", e);
        }
    }

    private static X509Certificate build(
            X500Principal issuer,
            PublicKey issuerKey,
            PublicKey holder,
            CertificateProfile profile,
            Instant now,
            Instant latestEnd,
            UnaryOperator<byte[]> derSigner) {
        Instant start = now.minus(BACKDATING).truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(profile.validity()).truncatedTo(ChronoUnit.SECONDS);
        try {
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1),
                            Date.from(start),
                            Date.from(end.isAfter(latestEnd) ? latestEnd : end),
                            profile.subject(),
                            holder);
            addExtensions(builder, issuerKey, holder, profile.authority());
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new DerSigner(derSigner)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "a certificate for " + profile.subject() + " cannot be built", e);
        }
    }

    private static void addExtensions(
            JcaX509v3CertificateBuilder builder,
            PublicKey issuerKey,
            PublicKey holder,
            boolean authority)
            throws GeneralSecurityException, CertIOException {
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
        builder.addExtension(
                Extension.basicConstraints,
                true,
                authority ? new BasicConstraints(0) : new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                identifiers.createSubjectKeyIdentifier(holder));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                identifiers.createAuthorityKeyIdentifier(issuerKey));
    }

    /**
     * Bouncy Castle's hook: collects the bytes to be signed and asks for the signature at the end.
     */
    private static final class DerSigner implements ContentSigner {
        private final UnaryOperator<byte[]> signer;
        private final ByteArrayOutputStream toBeSigned = new ByteArrayOutputStream();

        DerSigner(UnaryOperator<byte[]> signer) {
            this.signer = signer;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        }

        @Override
        public OutputStream getOutputStream() {
            return toBeSigned;
        }

        @Override
        public byte[] getSignature() {
            return signer.apply(toBeSigned.toByteArray());
        }
    }
}
