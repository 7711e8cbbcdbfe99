package org.hawiya.custody;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises as of the key file, kept by a token: SoftHSM2 stands for the hardware. */
class Pkcs11CustodyTest {
    private static final byte[] MESSAGE = "what is signed".getBytes(UTF_8);
    private static final char[] PIN = "1234".toCharArray();

    /**
     * The library finds its tokens through SOFTHSM2_CONF, which the build sets for this module's
     * tests.
     */
    @TempDir static Path folder;

    private static Pkcs12Custody file;
    private static Pkcs11Custody token;

    @BeforeAll
    static void loadTheToken() throws Exception {
        SoftHsm hsm = SoftHsm.start();
        file =
                Pkcs12Custody.create(folder.resolve("keys.p12"), "password".toCharArray())
                        .secret(KeyName.CARD_MASTER)
                        .secret(KeyName.REGISTER_MASTER)
                        .signing(KeyName.CHECKPOINT)
                        .signing(KeyName.CARD_CA)
                        .write();
        Pkcs11Loader.load(
                hsm.token(),
                PIN,
                file,
                List.of(
                        KeyName.CARD_MASTER,
                        KeyName.REGISTER_MASTER,
                        KeyName.CHECKPOINT,
                        KeyName.CARD_CA));
        token = Pkcs11Custody.open(hsm.token(), PIN);
    }

    @AfterAll
    static void close() {
        if (token != null) {
            token.close();
            file.close();
        }
    }

    @Test
    void hmacOfTheToken_isThatOfTheFile() {
        assertThat(token.hmacSha256(KeyName.CARD_MASTER, MESSAGE))
                .isEqualTo(file.hmacSha256(KeyName.CARD_MASTER, MESSAGE));
        assertThat(KeyDerivation.derive(token, KeyName.CARD_MASTER, "MOC-AUTH", MESSAGE, 16))
                .isEqualTo(
                        KeyDerivation.derive(file, KeyName.CARD_MASTER, "MOC-AUTH", MESSAGE, 16));
    }

    @Test
    void recordSealedByTheOne_isOpenedByTheOther() {
        byte[] byToken = token.seal(KeyName.REGISTER_MASTER, MESSAGE, MESSAGE);
        byte[] byFile = file.seal(KeyName.REGISTER_MASTER, MESSAGE, MESSAGE);
        assertThat(file.open(KeyName.REGISTER_MASTER, MESSAGE, byToken)).isEqualTo(MESSAGE);
        assertThat(token.open(KeyName.REGISTER_MASTER, MESSAGE, byFile)).isEqualTo(MESSAGE);
    }

    @Test
    void alteredRecord_isNotOpenedByTheToken() {
        byte[] sealed = token.seal(KeyName.REGISTER_MASTER, MESSAGE, MESSAGE);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> token.open(KeyName.REGISTER_MASTER, MESSAGE, altered))
                    .isInstanceOf(SealBrokenException.class);
        }
        assertThatThrownBy(() -> token.open(KeyName.REGISTER_MASTER, new byte[0], sealed))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void signatureOfTheToken_verifiesUnderTheCertificate() throws GeneralSecurityException {
        byte[] raw = token.signEs256(KeyName.CHECKPOINT, MESSAGE);
        assertThat(raw).hasSize(64);
        assertThat(token.certificate(KeyName.CHECKPOINT))
                .isEqualTo(file.certificate(KeyName.CHECKPOINT));
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(token.certificate(KeyName.CHECKPOINT));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(EcdsaSignatures.toDer(raw))).isTrue();
    }

    @Test
    void keys_doNotLeaveTheToken() {
        assertThat(token.secret(KeyName.CARD_MASTER, KeyUse.MAC).getEncoded()).isNull();
        assertThat(token.secret(KeyName.REGISTER_MASTER, KeyUse.SEALING).getEncoded()).isNull();
        assertThat(token.privateKey(KeyName.CHECKPOINT).getEncoded()).isNull();
        assertThat(file.privateKey(KeyName.CHECKPOINT).getEncoded()).isNotNull();
    }

    @Test
    void authorityInTheToken_certifiesCards() throws GeneralSecurityException {
        KeyPair card = CertificateIssuer.newKeyPair();
        X509Certificate certificate =
                new CertificateIssuer(token, KeyName.CARD_CA, Clock.systemUTC())
                        .issue(
                                card.getPublic(),
                                CertificateProfile.endEntity("card", Duration.ofDays(1)));
        certificate.verify(file.certificate(KeyName.CARD_CA).getPublicKey());
    }

    @Test
    void missingKeyAndWrongPin_areNamed() {
        assertThat(token.holds(KeyName.CARD_MASTER)).isTrue();
        assertThat(token.holds(KeyName.PSEUDONYM)).isFalse();
        assertThatThrownBy(() -> token.hmacSha256(KeyName.PSEUDONYM, MESSAGE))
                .isInstanceOf(KeyMissingException.class)
                .hasMessageContaining("token");
        Pkcs11Token nowhere = new Pkcs11Token("nowhere", folder.resolve("none.so"), 0);
        assertThatThrownBy(() -> Pkcs11Custody.open(nowhere, PIN))
                .isInstanceOf(KeyStoreUnusableException.class);
    }

    @Test
    void eightThreadsAtOnce_getRightAnswers() {
        byte[] expected = file.hmacSha256(KeyName.CARD_MASTER, MESSAGE);
        assertThat(
                        Stream.generate(() -> MESSAGE)
                                .limit(400)
                                .parallel()
                                .allMatch(message ->
                                        java.util.Arrays.equals(
                                                token.hmacSha256(KeyName.CARD_MASTER, message),
                                                expected)))
                .isTrue();
    }

    /** A fresh token in the folder that SOFTHSM2_CONF names. */
    private record SoftHsm(Pkcs11Token token) {
        private static final List<Path> LIBRARIES =
                List.of(
                        Path.of("/usr/lib/softhsm/libsofthsm2.so"),
                        Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
                        Path.of("/usr/local/lib/softhsm/libsofthsm2.so"));

        static SoftHsm start() throws IOException, InterruptedException {
            Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElse(null);
            assumeTrue(library != null, "SoftHSM2 is not installed: PKCS#11 is not tested");
            String configuration = System.getenv("SOFTHSM2_CONF");
            assumeTrue(configuration != null, "SOFTHSM2_CONF is not set: PKCS#11 is not tested");
            Path tokens = folder.resolve("tokens");
            Files.createDirectories(tokens);
            Files.createDirectories(Path.of(configuration).getParent());
            Files.writeString(
                    Path.of(configuration),
                    "directories.tokendir = "
                            + tokens
                            + "\nobjectstore.backend = file\nlog.level = ERROR\n");
            String output =
                    run(
                            "softhsm2-util",
                            "--init-token",
                            "--free",
                            "--label",
                            "hawiya",
                            "--so-pin",
                            "5678",
                            "--pin",
                            "1234");
            String slot = output.replaceAll("(?s).*slot ([0-9]+).*", "$1");
            return new SoftHsm(new Pkcs11Token("hawiya", library, Long.parseLong(slot.strip())));
        }

        private static String run(String... command) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0)
                    .as(output)
                    .isTrue();
            return output;
        }
    }
}
