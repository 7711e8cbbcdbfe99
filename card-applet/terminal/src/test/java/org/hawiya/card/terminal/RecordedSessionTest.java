package org.hawiya.card.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.hawiya.engine.FingerPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A whole session, byte for byte, is what a second implementation in another language expects: a
 * fresh one with the card in the simulator, and one that is written down for ever.
 */
class RecordedSessionTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void aFreshSessionIsAsTheSecondImplementationExpects(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("session.txt");
        Files.write(file, record());
        assertThat(check(file, folder)).contains("as the protocol says");
    }

    @Test
    void theWrittenDownSessionIsAsTheSecondImplementationExpects(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("session.txt");
        Files.write(file, resource("session.txt"));
        assertThat(check(file, folder)).contains("as the protocol says");
    }

    @Test
    void anAlteredSessionIsNoticed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("session.txt");
        List<String> lines = new ArrayList<>(record());
        int assertion =
                lines.indexOf(
                        lines.stream().filter(line -> line.startsWith("r7=")).findFirst().get());
        String said = lines.get(assertion);
        char digit = said.charAt(20) == '0' ? '1' : '0';
        lines.set(assertion, said.substring(0, 20) + digit + said.substring(21));
        Files.write(file, lines);
        assertThat(check(file, folder)).doesNotContain("as the protocol says");
    }

    private static String check(Path file, Path folder) throws Exception {
        Path script = folder.resolve("session.py");
        Files.write(script, resource("session.py"));
        Process process;
        try {
            process =
                    new ProcessBuilder("python3", script.toString(), file.toString())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "python3 is not installed");
            throw e;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RecordedSessionTest.class.getResourceAsStream("/vectors/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    /** Runs a session with a real card and writes down all that an independent check needs. */
    static List<String> record() {
        CardWorld world = new CardWorld();
        KeyPair own = P256.generate(world.random);
        List<String> lines = new ArrayList<>();
        try (SimulatedCard card = world.blank()) {
            PersonalisedCard made = world.personalise(card);
            CardChannel line = new Recorder(new ChainingChannel(card), lines);
            SecureChannel channel =
                    Handshake.open(
                                    line,
                                    world.gateway(),
                                    new CardProof.Certified(
                                            world.cardCa.trust(), world.keys, CardWorld.TODAY),
                                    own)
                            .channel();
            byte[] key =
                    world.keys.containerKey(made.serial(), FingerPosition.RIGHT_INDEX, 1).value();
            channel.send(0xE1, 0, 0x96, key).orRefuse("ENABLE");
            byte[] probe = Tlv.encode(0x7F2E, Tlv.encode(0x81, CardWorld.finger(1)));
            channel.send(0x21, 0, 0x96, probe).orRefuse("VERIFY");
            channel.send(0x88, 0, 0, world.randomBytes(64)).orRefuse("ASSERT");
            add(lines, "root", P256.encode(world.root.key()));
            add(lines, "cardCa", P256.encode(world.cardCa.key()));
            add(lines, "cardMaster", world.master);
            add(lines, "containerMaster", world.master);
            add(lines, "assertionCertificate", made.assertionCertificate().encoded());
            add(lines, "gatewayEphemeral", scalar(own));
        }
        return lines;
    }

    private static byte[] scalar(KeyPair pair) {
        byte[] bytes = ((ECPrivateKey) pair.getPrivate()).getS().toByteArray();
        assertThat(((ECPublicKey) pair.getPublic()).getW()).isNotNull();
        return bytes;
    }

    private static void add(List<String> lines, String name, byte[] value) {
        lines.add(name + "=" + HEX.formatHex(value));
    }

    private static final class Recorder implements CardChannel {
        private final CardChannel line;
        private final List<String> lines;
        private int number;

        Recorder(CardChannel line, List<String> lines) {
            this.line = line;
            this.lines = lines;
        }

        @Override
        public byte[] transceive(byte[] command) {
            byte[] answer = line.transceive(command);
            add(lines, "c" + number, command);
            add(lines, "r" + number, answer);
            number++;
            return answer;
        }

        @Override
        public void close() {}
    }
}
