package org.hawiya.card.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.hawiya.engine.FingerPosition;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Whatever comes over the line, the card answers with a status word of its table and stays what it
 * was. The number of random commands is the system property {@code hawiya.fuzz}, 20,000 if not set.
 */
class FuzzTest {

    private static final int COMMANDS = Integer.getInteger("hawiya.fuzz", 20_000);
    private static final byte[] SELECT =
            CommandApdu.of(0xA4, 4, 0, Handshake.APPLICATION).encoded();
    private static final List<byte[]> DATA =
            List.of(
                    HexFormat.of().parseHex("5c027f61"),
                    HexFormat.of().parseHex("5c02df30"),
                    HexFormat.of().parseHex("5c02df0154020000"),
                    HexFormat.of().parseHex("5c02df055402000080020003530401020304"),
                    HexFormat.of().parseHex("5c02df215402000080020003530401020304"),
                    Tlv.encode(0x7F2E, Tlv.encode(0x81, CardWorld.finger(5))),
                    new byte[32],
                    new byte[64],
                    Tlv.encode(
                            0x7C, Tlv.encode(0x80, new byte[65]), Tlv.encode(0x81, new byte[16])),
                    Tlv.encode(0x7C, Tlv.encode(0x84, new byte[64])),
                    new byte[0]);
    private static final int[] INSTRUCTIONS = {
        0x20, 0x21, 0x22, 0x24, 0x2A, 0x2C, 0x46, 0x82, 0x84, 0x86, 0x88, 0xC0, 0xCB, 0xDB, 0xE1,
        0xE6
    };

    private final CardWorld world = new CardWorld();

    private static boolean isDocumented(int status) {
        return switch (status) {
            case 0x9000,
                    0x6300,
                    0x6700,
                    0x6982,
                    0x6983,
                    0x6984,
                    0x6985,
                    0x6987,
                    0x6988,
                    0x6A80,
                    0x6A82,
                    0x6A84,
                    0x6A86,
                    0x6A88,
                    0x6D00,
                    0x6E00 ->
                    true;
            default -> (status & 0xFF00) == 0x6100 || (status & 0xFFF0) == 0x63C0;
        };
    }

    @Test
    void randomCommandsNeverLeadOutOfTheTable() {
        Random random = new Random(784);
        try (SimulatedCard card = world.personalised()) {
            SecureChannel channel = open(card, random);
            for (int i = 0; i < COMMANDS; i++) {
                int status;
                if (i % 2 == 0) {
                    try {
                        status =
                                channel.send(
                                                instruction(random),
                                                parameter(random, 0x3F, 0),
                                                parameter(random, 0xFF, 0x96),
                                                data(random))
                                        .status()
                                        .value();
                    } catch (CardProtocolException.ChannelBroken e) {
                        status = 0x9000;
                        channel = open(card, random);
                    }
                } else if (random.nextInt(40) == 0) {
                    status = plain(card, random);
                    channel = open(card, random);
                } else {
                    continue;
                }
                assertThat(isDocumented(status)).as("command %d: %04X", i, status).isTrue();
            }
            for (int i = 0; i < COMMANDS / 2; i++) {
                int status = plain(card, random);
                assertThat(isDocumented(status)).as("plain %d: %04X", i, status).isTrue();
            }
            card.transceive(SELECT);
            try (GatewayCardSession session =
                    world.open(card, world.leaf(EnumSet.of(Right.UNBLOCK)))) {
                session.unblock(FingerPosition.RIGHT_INDEX);
                session.resetLifetimeCounter();
            }
            try (GatewayCardSession session = world.open(card)) {
                assertThat(session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1)))
                        .isEqualTo(new VerifyOutcome.Matched());
            }
        }
    }

    @Test
    void allInstructionsInAllStatesAnswerFromTheTable() {
        try (SimulatedCard blank = world.blank();
                SimulatedCard operational = world.personalised();
                SimulatedCard terminated = world.personalised()) {
            terminate(terminated);
            for (int ins = 0; ins < 256; ins++) {
                for (int reference : new int[] {0, 0x96, 0x3FFF, 0xBE, 0x0400}) {
                    for (SimulatedCard card : List.of(blank, operational, terminated)) {
                        assertThat(StatusWord.of(card.transceive(SELECT)).isOk()).isTrue();
                        for (byte[] data : List.of(new byte[0], new byte[8], new byte[64])) {
                            assertThat(sweep(card, ins, reference, data)).isTrue();
                        }
                    }
                }
            }
            SecureChannel channel = open(operational, new Random(1));
            for (int ins = 0; ins < 256; ins++) {
                StatusWord status = channel.send(ins, 0, 0x96, new byte[8]).status();
                assertThat(isDocumented(status.value())).as("%02X: %s", ins, status).isTrue();
            }
        }
    }

    @Test
    void aTerminatedCardDoesNothingAnyMore() {
        try (SimulatedCard card = world.personalised()) {
            terminate(card);
            byte[] fci = card.transceive(SELECT);
            assertThat(StatusWord.of(fci).isOk()).isTrue();
            byte[] certificate = world.gateway().cvcChain().get(0);
            byte[] answer = card.transceive(CommandApdu.of(0x2A, 0, 0xBE, certificate).encoded());
            assertThat(StatusWord.of(answer)).isEqualTo(StatusWord.CONDITIONS);
        }
    }

    @Test
    void anUnfinishedChainDoesNotLeakIntoTheNextCommand() {
        try (SimulatedCard card = world.blank()) {
            card.transceive(SELECT);
            byte[] link = new CommandApdu(0x10, 0x2A, 0, 0xBE, new byte[200], false).encoded();
            assertThat(StatusWord.of(card.transceive(link)).isOk()).isTrue();
            byte[] serial =
                    card.transceive(
                            CommandApdu.of(0xCB, 0x3F, 0xFF, new byte[] {0x5C, 1, 0x5A}).encoded());
            assertThat(StatusWord.of(serial).isOk()).isTrue();
            for (int i = 0; i < 3; i++) {
                link = new CommandApdu(0x10, 0x2A, 0, 0xBE, new byte[200], false).encoded();
                int status = StatusWord.of(card.transceive(link)).value();
                assertThat(status).isEqualTo(i < 2 ? 0x9000 : 0x6700);
            }
        }
    }

    @Test
    void shortExtendedAndChainedFormsAreOneCommand() {
        try (SimulatedCard card = world.blank()) {
            byte[] data = {0x5C, 1, 0x5A};
            card.transceive(SELECT);
            byte[] plain = card.transceive(CommandApdu.of(0xCB, 0x3F, 0xFF, data).encoded());
            byte[] extended = card.transceive(HexFormat.of().parseHex("00cb3fff0000035c015a0000"));
            card.transceive(HexFormat.of().parseHex("10cb3fff025c01"));
            byte[] chained = card.transceive(HexFormat.of().parseHex("00cb3fff015a00"));
            assertThat(extended).isEqualTo(plain).isEqualTo(chained);
        }
    }

    private void terminate(SimulatedCard card) {
        channel(card, world.leaf(EnumSet.of(Right.PERSONALISE)))
                .send(0xE6, 0, 15, new byte[0])
                .orRefuse("terminate");
    }

    private static boolean sweep(SimulatedCard card, int ins, int reference, byte[] data) {
        byte[] command =
                new CommandApdu(0, ins, reference >> 8, reference & 0xFF, data, true).encoded();
        int status = StatusWord.of(card.transceive(command)).value();
        assertThat(isDocumented(status)).as("%02X %04X: %04X", ins, reference, status).isTrue();
        return true;
    }

    private int plain(SimulatedCard card, Random random) {
        if (random.nextInt(50) == 0) {
            return StatusWord.of(card.transceive(SELECT)).value();
        }
        int cla = random.nextInt(8) == 0 ? random.nextInt(256) : random.nextInt(4) << 2;
        byte[] command =
                new CommandApdu(
                                random.nextInt(8) == 0 ? cla | 0x10 : cla,
                                instruction(random),
                                parameter(random, 0x3F, 0),
                                parameter(random, 0xFF, 0xBE),
                                data(random),
                                random.nextBoolean())
                        .encoded();
        return StatusWord.of(card.transceive(command)).value();
    }

    private static int instruction(Random random) {
        int ins =
                random.nextInt(10) == 0
                        ? random.nextInt(256)
                        : INSTRUCTIONS[random.nextInt(INSTRUCTIONS.length)];
        return ins == 0xA4 ? 0x21 : ins; // a SELECT belongs to the platform
    }

    private static int parameter(Random random, int usual, int other) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(256);
            case 1, 2 -> other;
            default -> usual;
        };
    }

    private byte[] data(Random random) {
        byte[] data =
                random.nextInt(20) == 0
                        ? world.gateway().cvcChain().get(0)
                        : DATA.get(random.nextInt(DATA.size())).clone();
        for (int i = random.nextInt(4); i > 0 && data.length > 0; i--) {
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(6) == 0 ? Arrays.copyOf(data, random.nextInt(255)) : data;
    }

    private SecureChannel open(SimulatedCard card, Random random) {
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        for (Right right : Right.values()) {
            if (right != Right.PERSONALISE && random.nextInt(3) > 0) {
                rights.add(right);
            }
        }
        return channel(card, world.leaf(rights));
    }

    private SecureChannel channel(SimulatedCard card, GatewayCredentials credentials) {
        return Handshake.open(
                        new ChainingChannel(card),
                        credentials,
                        new CardProof.Certified(world.cardCa.trust(), world.keys, CardWorld.TODAY))
                .channel();
    }
}
