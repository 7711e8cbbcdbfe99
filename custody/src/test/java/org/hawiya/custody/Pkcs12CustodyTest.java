package org.hawiya.custody;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pkcs12CustodyTest {
    private static final byte[] MESSAGE = "what is signed".getBytes(UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir Path folder;

    @Test
    void hmac_givesTheVectorOfRfc4231_case2() {
        byte[] key = new byte[32];
        System.arraycopy(
                "Jefe".getBytes(UTF_8),
                0,
                key,
                0,
                4); // HMAC pads short keys with zeros, so the vector holds
        try (Pkcs12Custody custody = create("a").secret(KeyName.CARD_MASTER, key).write()) {
            byte[] mac =
                    custody.hmacSha256(
                            KeyName.CARD_MASTER, "what do ya want for nothing?".getBytes(UTF_8));
            assertThat(HexFormat.of().formatHex(mac))
                    .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        }
    }

    @Test
    void signature_isRawAndVerifiesUnderTheCertificate() throws GeneralSecurityException {
        try (Pkcs12Custody custody = create("a").signing(KeyName.CHECKPOINT).write()) {
            byte[] signature = custody.signEs256(KeyName.CHECKPOINT, MESSAGE);
            assertThat(signature).hasSize(64);
            assertThat(
                            verifies(
                                    custody.certificate(KeyName.CHECKPOINT),
                                    "SHA256withECDSAinP1363Format",
                                    signature))
                    .isTrue();
            assertThat(
                            verifies(
                                    custody.certificate(KeyName.CHECKPOINT),
                                    "SHA256withECDSA",
                                    EcdsaSignatures.toDer(signature)))
                    .isTrue();
        }
    }

    @Test
    void sealedRecord_opensOnlyUnalteredAndInItsPlace() {
        try (Pkcs12Custody custody = create("a").secret(KeyName.REGISTER_MASTER).write()) {
            byte[] place = "person 1".getBytes(UTF_8);
            byte[] sealed = custody.seal(KeyName.REGISTER_MASTER, place, MESSAGE);

            assertThat(custody.open(KeyName.REGISTER_MASTER, place, sealed)).isEqualTo(MESSAGE);
            assertThat(custody.seal(KeyName.REGISTER_MASTER, place, MESSAGE)).isNotEqualTo(sealed);
            for (int bit = 0; bit < 8 * sealed.length; bit++) {
                byte[] altered = sealed.clone();
                altered[bit / 8] ^= (byte) (1 << bit % 8);
                assertThatThrownBy(() -> custody.open(KeyName.REGISTER_MASTER, place, altered))
                        .isInstanceOf(SealBrokenException.class);
            }
            assertThatThrownBy(() ->
                            custody.open(
                                    KeyName.REGISTER_MASTER, "person 2".getBytes(UTF_8), sealed))
                    .isInstanceOf(SealBrokenException.class);
            assertThatThrownBy(() -> custody.open(KeyName.REGISTER_MASTER, place, new byte[27]))
                    .isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void keysOutliveTheProcess() throws IOException {
        byte[] mac;
        byte[] sealed;
        try (Pkcs12Custody made =
                create("a")
                        .secret(KeyName.PSEUDONYM)
                        .secret(KeyName.SNAPSHOT)
                        .signing(KeyName.CARD_CA)
                        .write()) {
            mac = made.hmacSha256(KeyName.PSEUDONYM, MESSAGE);
            sealed = made.seal(KeyName.SNAPSHOT, MESSAGE, MESSAGE);
        }
        try (Pkcs12Custody opened = Pkcs12Custody.open(folder.resolve("a"), password())) {
            assertThat(opened.hmacSha256(KeyName.PSEUDONYM, MESSAGE)).isEqualTo(mac);
            assertThat(opened.open(KeyName.SNAPSHOT, MESSAGE, sealed)).isEqualTo(MESSAGE);
            assertThat(opened.holds(KeyName.CARD_CA)).isTrue();
            assertThat(opened.holds(KeyName.GATEWAY_CA)).isFalse();
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("a")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void importedSecretAndSigningKey_areTheSameInBothFiles() {
        try (Pkcs12Custody first =
                        create("a")
                                .secret(KeyName.CARD_MASTER)
                                .signing(KeyName.CHECKPOINT)
                                .write();
                Pkcs12Custody second =
                        create("b")
                                .importSecret(KeyName.CARD_MASTER, first)
                                .importSigning(KeyName.CHECKPOINT, first)
                                .write()) {
            assertThat(second.hmacSha256(KeyName.CARD_MASTER, MESSAGE))
                    .isEqualTo(first.hmacSha256(KeyName.CARD_MASTER, MESSAGE));
            assertThat(second.certificate(KeyName.CHECKPOINT))
                    .isEqualTo(first.certificate(KeyName.CHECKPOINT));
        }
    }

    @Test
    void certificateIssuedByTheCardAuthority_verifiesAndEndsNoLaterThanItsIssuer()
            throws GeneralSecurityException {
        try (Pkcs12Custody custody = create("a").signing(KeyName.CARD_CA).write()) {
            KeyPair holder = CertificateIssuer.newKeyPair();
            X509Certificate authority = custody.certificate(KeyName.CARD_CA);
            X509Certificate issued =
                    new CertificateIssuer(custody, KeyName.CARD_CA, CLOCK)
                            .issue(
                                    holder.getPublic(),
                                    CertificateProfile.endEntity(
                                            "card 1", Duration.ofDays(36_500)));

            issued.verify(authority.getPublicKey());
            assertThat(issued.getIssuerX500Principal())
                    .isEqualTo(authority.getSubjectX500Principal());
            assertThat(issued.getNotAfter()).isEqualTo(authority.getNotAfter());
            assertThat(issued.getBasicConstraints()).isEqualTo(-1);
            assertThat(authority.getBasicConstraints()).isZero();
            assertThatCode(() -> issued.checkValidity(java.util.Date.from(NOW)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void leafMadeUnderAnOfflineAuthority_carriesItsSignature() throws GeneralSecurityException {
        try (Pkcs12Custody authority = create("authority").signing(KeyName.GATEWAY_CA).write();
                Pkcs12Custody gateway =
                        create("gateway")
                                .signing(
                                        KeyName.GATEWAY_LEAF,
                                        CertificateProfile.endEntity("gateway", Duration.ofDays(7)),
                                        authority,
                                        KeyName.GATEWAY_CA)
                                .write()) {
            gateway.certificate(KeyName.GATEWAY_LEAF)
                    .verify(authority.certificate(KeyName.GATEWAY_CA).getPublicKey());
        }
    }

    @Test
    void keyFile_isNeverOverwrittenAndLeavesNoDraft() throws IOException {
        create("a").secret(KeyName.PSEUDONYM).write().close();
        byte[] before = Files.readAllBytes(folder.resolve("a"));

        assertThatThrownBy(() -> create("a").secret(KeyName.PSEUDONYM).write())
                .isInstanceOf(KeyStoreUnusableException.class)
                .hasMessageContaining("not overwritten");

        assertThat(folder.resolve("a")).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a"));
        }
    }

    @Test
    void keyFileThatOthersMayRead_isRefused() throws IOException {
        create("a").secret(KeyName.PSEUDONYM).write().close();
        Files.setPosixFilePermissions(
                folder.resolve("a"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> Pkcs12Custody.open(folder.resolve("a"), password()))
                .isInstanceOf(KeyStoreUnusableException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void wrongPasswordDamagedAndMissingFile_areRefusedWithOneLine() throws IOException {
        create("a").secret(KeyName.PSEUDONYM).write().close();
        assertThatThrownBy(() -> Pkcs12Custody.open(folder.resolve("a"), "wrong".toCharArray()))
                .isInstanceOf(KeyStoreUnusableException.class);
        assertThatThrownBy(() -> Pkcs12Custody.open(folder.resolve("none"), password()))
                .isInstanceOf(KeyStoreUnusableException.class);

        byte[] bytes = Files.readAllBytes(folder.resolve("a"));
        for (int offset = 0; offset < bytes.length; offset += 7) {
            byte[] damaged = bytes.clone();
            damaged[offset] ^= 0x40;
            Files.write(folder.resolve("a"), damaged);
            assertThatThrownBy(() -> Pkcs12Custody.open(folder.resolve("a"), password()))
                    .isInstanceOf(KeyStoreUnusableException.class)
                    .hasMessageContaining("key file");
        }
    }

    @Test
    void keyIsRefusedForAnotherUse_andMissingKeyIsNamed() {
        try (Pkcs12Custody custody =
                create("a").secret(KeyName.PSEUDONYM).signing(KeyName.CHECKPOINT).write()) {
            assertThatThrownBy(() -> custody.hmacSha256(KeyName.CHECKPOINT, MESSAGE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> custody.signEs256(KeyName.PSEUDONYM, MESSAGE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> custody.seal(KeyName.PSEUDONYM, MESSAGE, MESSAGE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> custody.hmacSha256(KeyName.CARD_MASTER, MESSAGE))
                    .isInstanceOf(KeyMissingException.class)
                    .hasMessage("no key \"card-master\" in a");
            assertThatThrownBy(() -> new CertificateIssuer(custody, KeyName.CHECKPOINT, CLOCK))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingPrintsAKey() {
        Pkcs12Builder builder = create("a").secret(KeyName.PSEUDONYM).signing(KeyName.CHECKPOINT);
        assertThat(builder).hasToString("Pkcs12Builder[a, keys [REDACTED]]");
        try (Pkcs12Custody custody = builder.write()) {
            assertThat(custody).hasToString("Pkcs12Custody[a, keys [REDACTED]]");
        }
    }

    private Pkcs12Builder create(String name) {
        return Pkcs12Custody.create(folder.resolve(name), password(), CLOCK);
    }

    private static char[] password() {
        return "correct horse".toCharArray();
    }

    private static boolean verifies(X509Certificate certificate, String algorithm, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate);
        verifier.update(MESSAGE);
        return verifier.verify(signature);
    }
}
