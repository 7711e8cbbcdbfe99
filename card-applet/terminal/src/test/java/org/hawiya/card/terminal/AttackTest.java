package org.hawiya.card.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hawiya.engine.FingerPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.security.KeyPair;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** What somebody on the line, or somebody with the wrong papers, can do to a card: nothing. */
class AttackTest {

    private static final Set<DataGroup> ALL_GROUPS = EnumSet.allOf(DataGroup.class);
    private final CardWorld world = new CardWorld();
    private final SimulatedCard card = world.personalised();
    private final Tap line = new Tap(card);

    @AfterEach
    void removeCard() {
        card.close();
    }

    /** Sits on the line, writes down what passes, and may change it. */
    private static final class Tap implements CardChannel {
        private final CardChannel card;
        private final List<byte[]> commands = new ArrayList<>();
        private final List<byte[]> responses = new ArrayList<>();
        private boolean hold;
        private int flipResponseByte = -1;

        Tap(CardChannel card) {
            this.card = card;
        }

        @Override
        public byte[] transceive(byte[] command) {
            commands.add(command.clone());
            if (hold) {
                throw new CardTransportException("held back");
            }
            byte[] response = card.transceive(command);
            responses.add(response.clone());
            if (flipResponseByte >= 0 && flipResponseByte < response.length) {
                response[flipResponseByte] ^= 0x01;
            }
            return response;
        }

        @Override
        public void close() {}
    }

    private static byte[] verifyData() {
        return Tlv.encode(0x7F2E, Tlv.encode(0x81, CardWorld.finger(1)));
    }

    private int triesLeft() {
        try (GatewayCardSession session = world.open(card)) {
            return session.status().fingers().get(0).triesLeft();
        }
    }

    @Test
    void everyFlippedByteOfAProtectedCommandEndsTheSessionAndCostsNoTry() {
        int length = wrap(openChannel(), 0x21, 0, 0x96, verifyData()).length;
        for (int at = 0; at < length - 1; at += at < 12 || at > length - 14 ? 1 : 3) {
            if (at == 4) {
                continue; // Lc: the line's own, as Le, the last byte, is
            }
            byte[] command = wrap(openChannel(), 0x21, 0, 0x96, verifyData());
            byte[] changed = command.clone();
            changed[at] ^= 0x01;
            byte[] answer = card.transceive(changed);
            assertThat(answer).as("byte %d", at).hasSize(2);
            assertThat(StatusWord.of(answer).value())
                    .as("byte %d", at)
                    .isIn(0x6987, 0x6988, 0x6E00);
            byte[] again = card.transceive(command);
            assertThat(again).as("the session is over, byte %d", at).hasSize(2);
            assertThat(StatusWord.of(again).isOk()).isFalse();
        }
        assertThat(triesLeft()).isEqualTo(5);
    }

    /** Takes one protected command out of a channel; it does not reach the card. */
    private byte[] wrap(SecureChannel channel, int ins, int p1, int p2, byte[] data) {
        line.hold = true;
        assertThatThrownBy(() -> channel.send(ins, p1, p2, data))
                .isInstanceOf(CardTransportException.class);
        line.hold = false;
        return line.commands.getLast();
    }

    private SecureChannel openChannel() {
        return Handshake.open(
                        new ChainingChannel(line),
                        world.gateway(),
                        new CardProof.Certified(world.cardCa.trust(), world.keys, CardWorld.TODAY))
                .channel();
    }

    @Test
    void everyFlippedByteOfAProtectedAnswerIsNoticed() {
        for (int at = 0; at < 40; at++) {
            SecureChannel channel = openChannel();
            line.flipResponseByte = at;
            byte[] tag = Tlv.encode(0x5C, CardStatus.tagBytes(CardStatus.TAG));
            assertThatThrownBy(() -> channel.send(0xCB, 0x3F, 0xFF, tag))
                    .as("byte %d", at)
                    .isInstanceOf(CardProtocolException.ChannelBroken.class);
            line.flipResponseByte = -1;
        }
    }

    @Test
    void aReplayedCommandEndsTheSession() {
        SecureChannel channel = openChannel();
        byte[] command = wrap(channel, 0xE1, 0, 0x96, new byte[32]);
        assertThat(card.transceive(command).length).isGreaterThan(2);
        assertThat(StatusWord.of(card.transceive(command)).value()).isEqualTo(0x6988);
    }

    @Test
    void aDroppedCommandAndAReorderedPairEndTheSession() {
        SecureChannel channel = openChannel();
        byte[] first = wrap(channel, 0xE1, 0, 0x96, new byte[32]);
        byte[] second = wrap(channel, 0xE1, 0, 0x97, new byte[32]);
        assertThat(StatusWord.of(card.transceive(second)).value()).isEqualTo(0x6988);
        assertThat(StatusWord.of(card.transceive(first)).isOk()).isFalse();
    }

    @Test
    void aReflectedAnswerIsNoCommand() {
        try (GatewayCardSession session = world.open(line)) {
            assertThat(session.status().lifeCycle()).isEqualTo(5);
            byte[] answer = line.responses.getLast();
            byte[] data = Arrays.copyOf(answer, answer.length - 2);
            byte[] reflected = new CommandApdu(0x0C, 0xCB, 0x3F, 0xFF, data, true).encoded();
            assertThat(StatusWord.of(card.transceive(reflected)).value()).isIn(0x6987, 0x6988);
        }
    }

    @Test
    void aRecordedSessionCannotBePlayedToTheCardAgain() {
        try (GatewayCardSession session = world.open(line)) {
            session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1));
        }
        List<byte[]> recorded = List.copyOf(line.commands);
        byte[] last = new byte[0];
        for (byte[] command : recorded) {
            last = card.transceive(command);
        }
        assertThat(StatusWord.of(last).isOk()).isFalse();
    }

    @Test
    void aPlainCommandEndsTheSession() {
        SecureChannel channel = openChannel();
        assertThat(StatusWord.of(card.transceive(new byte[] {0, 0x21, 0, (byte) 0x96})).isOk())
                .isFalse();
        byte[] later = card.transceive(wrap(channel, 0xE1, 0, 0x96, new byte[32]));
        assertThat(StatusWord.of(later).value()).isEqualTo(0x6985);
    }

    @Test
    void withoutAGatewayNothingIsComparedAndNoTryIsLost() {
        select();
        for (int reference : new int[] {0x96, 0x97}) {
            byte[] verify = CommandApdu.of(0x21, 0, reference, verifyData()).encoded();
            assertThat(StatusWord.of(card.transceive(verify)).value()).isEqualTo(0x6982);
            byte[] enable = CommandApdu.of(0xE1, 0, reference, new byte[32]).encoded();
            assertThat(StatusWord.of(card.transceive(enable)).value()).isEqualTo(0x6982);
        }
        assertThat(triesLeft()).isEqualTo(5);
    }

    @Test
    void beforeTheGatewayIsProvenTheCardShowsNothingThatNamesIt() {
        PersonalisedCard second;
        try (SimulatedCard other = world.blank()) {
            second = world.personalise(other);
            byte[] here = select();
            byte[] there =
                    other.transceive(CommandApdu.of(0xA4, 4, 0, Handshake.APPLICATION).encoded());
            assertThat(here).isEqualTo(there);
        }
        assertThat(second.keyVersion()).isEqualTo(1);
        for (int tag : new int[] {0x5A, 0xDF11, 0xDF12, 0xDF30, 0x7F61, 0xDF01}) {
            byte[] wanted = tag > 0xFF ? CardStatus.tagBytes(tag) : new byte[] {(byte) tag};
            byte[] get = CommandApdu.of(0xCB, 0x3F, 0xFF, Tlv.encode(0x5C, wanted)).encoded();
            assertThat(StatusWord.of(card.transceive(get)).value())
                    .as("tag %X", tag)
                    .isEqualTo(0x6982);
        }
    }

    @Test
    void aSelfMadeAuthorityIsNotBelieved() {
        KeyPair own = P256.generate(world.random);
        KeyPair leaf = P256.generate(world.random);
        CvCertificate forged =
                world.issue(
                        CardWorld.ROOT,
                        own,
                        "AEHWFAKE00001",
                        leaf,
                        CvRole.TERMINAL,
                        CardWorld.GATEWAY_RIGHTS,
                        ALL_GROUPS,
                        CardWorld.TODAY,
                        CardWorld.TODAY.plusDays(1));
        assertRefused(forged, leaf);
        CvCertificate unknown =
                world.issue(
                        new HolderReference("AEHWOTHER00001"),
                        own,
                        "AEHWFAKE00001",
                        leaf,
                        CvRole.TERMINAL,
                        CardWorld.GATEWAY_RIGHTS,
                        ALL_GROUPS,
                        CardWorld.TODAY,
                        CardWorld.TODAY.plusDays(1));
        assertRefused(unknown, leaf);
    }

    @Test
    void anExpiredLeafIsRefusedOnceTheCardHasSeenALaterDay() {
        LocalDate later = CardWorld.TODAY.plusDays(30);
        GatewayCredentials stale =
                world.leaf(
                        CardWorld.GATEWAY_RIGHTS,
                        ALL_GROUPS,
                        CardWorld.TODAY,
                        CardWorld.TODAY.plusDays(7));
        world.open(card, stale).close();
        world.open(card, world.leaf(CardWorld.GATEWAY_RIGHTS, ALL_GROUPS, later, later.plusDays(7)))
                .close();
        assertThatThrownBy(() -> world.open(card, stale))
                .isInstanceOf(CardProtocolException.GatewayRefused.class);
    }

    @Test
    void theCardsDateNeverGoesBack() {
        LocalDate later = CardWorld.TODAY.plusDays(30);
        world.open(card, world.leaf(CardWorld.GATEWAY_RIGHTS, ALL_GROUPS, later, later.plusDays(7)))
                .close();
        world.open(
                        card,
                        world.leaf(
                                CardWorld.GATEWAY_RIGHTS,
                                ALL_GROUPS,
                                CardWorld.TODAY,
                                later.plusDays(60)))
                .close();
        assertThatThrownBy(() ->
                        world.open(
                                card,
                                world.leaf(
                                        CardWorld.GATEWAY_RIGHTS,
                                        ALL_GROUPS,
                                        CardWorld.TODAY,
                                        later.minusDays(1))))
                .isInstanceOf(CardProtocolException.GatewayRefused.class);
    }

    @Test
    void aFarFutureDateBelowTheRootOrBeyondItsEndDoesNotMoveTheCard() {
        LocalDate far = LocalDate.of(2035, 1, 1);
        KeyPair middle = P256.generate(world.random);
        KeyPair leaf = P256.generate(world.random);
        CvCertificate authority =
                world.issue(
                        CardWorld.ROOT,
                        world.rootKey,
                        "AEHWDV00001",
                        middle,
                        CvRole.INTERMEDIATE,
                        EnumSet.allOf(Right.class),
                        ALL_GROUPS,
                        CardWorld.TODAY,
                        LocalDate.of(2036, 1, 1));
        CvCertificate future =
                world.issue(
                        new HolderReference("AEHWDV00001"),
                        middle,
                        "AEHWGATE00002",
                        leaf,
                        CvRole.TERMINAL,
                        CardWorld.GATEWAY_RIGHTS,
                        ALL_GROUPS,
                        far,
                        far.plusDays(7));
        world.open(
                        card,
                        new GatewayCredentials(
                                List.of(authority.encoded(), future.encoded()),
                                P256.signer(leaf.getPrivate())))
                .close();
        world.open(card, world.gateway()).close();
        CvCertificate beyond =
                world.issue(
                        CardWorld.ROOT,
                        world.rootKey,
                        "AEHWGATE00003",
                        leaf,
                        CvRole.TERMINAL,
                        CardWorld.GATEWAY_RIGHTS,
                        ALL_GROUPS,
                        LocalDate.of(2040, 1, 1),
                        LocalDate.of(2041, 1, 1));
        assertRefused(beyond, leaf);
        world.open(card, world.gateway()).close();
    }

    @Test
    void aCertificateAloneMovesNoDate() {
        LocalDate later = CardWorld.TODAY.plusDays(300);
        GatewayCredentials stolen =
                world.leaf(CardWorld.GATEWAY_RIGHTS, ALL_GROUPS, later, later.plusDays(7));
        GatewayCredentials withoutKey =
                new GatewayCredentials(stolen.cvcChain(), message -> new byte[64]);
        assertThatThrownBy(() -> world.open(card, withoutKey))
                .isInstanceOf(CardProtocolException.GatewayRefused.class);
        world.open(card, world.gateway()).close();
    }

    @Test
    void aLeafDoesNotIssueCertificates() {
        KeyPair leaf = P256.generate(world.random);
        KeyPair under = P256.generate(world.random);
        CvCertificate terminal =
                world.issue(
                        CardWorld.ROOT,
                        world.rootKey,
                        "AEHWGATE00004",
                        leaf,
                        CvRole.TERMINAL,
                        CardWorld.GATEWAY_RIGHTS,
                        ALL_GROUPS,
                        CardWorld.TODAY,
                        CardWorld.TODAY.plusDays(7));
        CvCertificate child =
                world.issue(
                        new HolderReference("AEHWGATE00004"),
                        leaf,
                        "AEHWGATE00005",
                        under,
                        CvRole.TERMINAL,
                        CardWorld.GATEWAY_RIGHTS,
                        ALL_GROUPS,
                        CardWorld.TODAY,
                        CardWorld.TODAY.plusDays(7));
        assertThatThrownBy(() ->
                        world.open(
                                card,
                                new GatewayCredentials(
                                        List.of(terminal.encoded(), child.encoded()),
                                        P256.signer(under.getPrivate()))))
                .isInstanceOf(CardProtocolException.GatewayRefused.class);
    }

    @Test
    void rightsAreThoseOfTheWholeChain() {
        KeyPair middle = P256.generate(world.random);
        KeyPair leaf = P256.generate(world.random);
        CvCertificate authority =
                world.issue(
                        CardWorld.ROOT,
                        world.rootKey,
                        "AEHWDV00001",
                        middle,
                        CvRole.INTERMEDIATE,
                        EnumSet.of(Right.READ_IDENTITY),
                        EnumSet.of(DataGroup.NAMES),
                        CardWorld.TODAY,
                        CardWorld.TODAY.plusDays(90));
        CvCertificate greedy =
                world.issue(
                        new HolderReference("AEHWDV00001"),
                        middle,
                        "AEHWGATE00006",
                        leaf,
                        CvRole.TERMINAL,
                        EnumSet.allOf(Right.class),
                        ALL_GROUPS,
                        CardWorld.TODAY,
                        CardWorld.TODAY.plusDays(7));
        try (GatewayCardSession session =
                world.open(
                        card,
                        new GatewayCredentials(
                                List.of(authority.encoded(), greedy.encoded()),
                                P256.signer(leaf.getPrivate())))) {
            assertThat(session.read(DataGroup.NAMES)).isPresent();
            assertThatThrownBy(() -> session.read(DataGroup.ADDRESS)).hasMessageContaining("6982");
            assertThatThrownBy(
                            () -> session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1)))
                    .hasMessageContaining("6982");
        }
    }

    @Test
    void everyRightIsNeededForItsOwnCommand() {
        try (GatewayCardSession session = world.open(card, world.leaf(Set.of()))) {
            assertThatThrownBy(() -> session.update(DataGroup.ADDRESS, new byte[] {1}))
                    .hasMessageContaining("6982");
            assertThatThrownBy(() -> session.unblock(FingerPosition.RIGHT_INDEX))
                    .hasMessageContaining("6982");
            assertThatThrownBy(session::resetLifetimeCounter).hasMessageContaining("6982");
            assertThatThrownBy(() -> session.assertVerified(new byte[32], new byte[32]))
                    .hasMessageContaining("6982");
            assertThatThrownBy(() -> session.read(DataGroup.NAMES)).hasMessageContaining("6982");
        }
        try (GatewayCardSession session = world.open(card, world.leaf(EnumSet.of(Right.UPDATE)))) {
            session.update(DataGroup.ADDRESS, new byte[] {1, 2});
            assertThatThrownBy(() -> session.update(DataGroup.NAMES, new byte[] {1}))
                    .hasMessageContaining("6982");
        }
        try (GatewayCardSession session = world.open(card)) {
            assertThat(session.read(DataGroup.ADDRESS)).hasValue(new byte[] {1, 2});
        }
    }

    @Test
    void aLoginLeafCannotPersonaliseABlankCard() {
        try (SimulatedCard blank = world.blank()) {
            assertThatThrownBy(() ->
                            Personaliser.personalise(
                                    blank,
                                    world.transportKey,
                                    world.gateway(),
                                    world.data(),
                                    world.cardCa,
                                    CardWorld.TODAY))
                    .hasMessageContaining("6982");
        }
    }

    @Test
    void aPointOffTheCurveIsNeverMultiplied() {
        byte[] good = P256.encode(publicOf(P256.generate(world.random)));
        byte[] offCurve = good.clone();
        offCurve[64] ^= 1;
        byte[] infinity = new byte[65];
        byte[] compressed = good.clone();
        compressed[0] = 2;
        byte[] large = good.clone();
        Arrays.fill(large, 1, 33, (byte) 0xFF);
        byte[] zero = new byte[65];
        zero[0] = 4;
        for (byte[] point : List.of(offCurve, infinity, compressed, large, zero)) {
            assertThat(exchange(point)).isEqualTo(0x6A80);
        }
        assertThat(exchange(good)).isEqualTo(0x9000);
    }

    @Test
    void anotherCardsCertificateOrKeysAreNoticed() {
        CardWorld stranger = new CardWorld();
        assertThatThrownBy(() ->
                        GatewayCardSession.open(
                                card,
                                world.gateway(),
                                stranger.cardCa.trust(),
                                world.keys,
                                CardWorld.TODAY))
                .isInstanceOf(CardProtocolException.NotGenuine.class);
        assertThatThrownBy(() ->
                        GatewayCardSession.open(
                                card,
                                world.gateway(),
                                world.cardCa.trust(),
                                stranger.keys,
                                CardWorld.TODAY))
                .isInstanceOf(CardProtocolException.NotGenuine.class);
        assertThatThrownBy(() ->
                        GatewayCardSession.open(
                                card,
                                world.gateway(),
                                world.cardCa.trust(),
                                world.keys,
                                CardWorld.TODAY.plusYears(11)))
                .isInstanceOf(CardProtocolException.NotGenuine.class);
    }

    @Test
    void aWrongContainerKeyOpensNothingAndCostsNoTry() {
        SecureChannel channel = openChannel();
        assertThat(channel.send(0xE1, 0, 0x96, new byte[32]).status())
                .isEqualTo(StatusWord.REFERENCE_UNUSABLE);
        assertThat(channel.send(0x21, 0, 0x96, verifyData()).status())
                .isEqualTo(StatusWord.CONDITIONS);
        assertThat(triesLeft()).isEqualTo(5);
    }

    @Test
    void oneOpenedContainerServesOneComparisonOfItsOwnFinger() {
        CardSerial serial;
        try (GatewayCardSession session = world.open(card)) {
            serial = session.card().serial();
        }
        SecureChannel channel = openChannel();
        byte[] key = world.keys.containerKey(serial, FingerPosition.RIGHT_INDEX, 1).value();
        assertThat(channel.send(0xE1, 0, 0x96, key).status()).isEqualTo(StatusWord.OK);
        assertThat(channel.send(0x21, 0, 0x97, verifyData()).status())
                .isEqualTo(StatusWord.CONDITIONS);
        assertThat(channel.send(0x21, 0, 0x96, verifyData()).status()).isEqualTo(StatusWord.OK);
        assertThat(channel.send(0x21, 0, 0x96, verifyData()).status())
                .isEqualTo(StatusWord.CONDITIONS);
    }

    @Test
    void malformedProbesCostNoTry() {
        CardSerial serial;
        try (GatewayCardSession session = world.open(card)) {
            serial = session.card().serial();
        }
        byte[] key = world.keys.containerKey(serial, FingerPosition.RIGHT_INDEX, 1).value();
        byte[] unsorted = CardWorld.finger(1);
        unsorted[1] = (byte) 0xFF;
        byte[] good = CardWorld.finger(1);
        List<byte[]> probes =
                List.of(
                        new byte[0],
                        Tlv.encode(0x7F2E, new byte[0]),
                        Tlv.encode(0x7F2E, Tlv.encode(0x81, new byte[0])),
                        Tlv.encode(0x7F2E, Tlv.encode(0x81, new byte[21])),
                        Tlv.encode(0x7F2E, Tlv.encode(0x81, new byte[25])),
                        Tlv.encode(0x7F2E, Tlv.encode(0x81, new byte[123])),
                        Tlv.encode(0x7F2E, Tlv.encode(0x81, unsorted)),
                        Tlv.encode(0x7F2E, Tlv.encode(0x82, good)),
                        Tlv.encode(0x7F2E, Tlv.encode(0x81, good), Tlv.encode(0x81, good)),
                        Tlv.encode(0x5F2E, Tlv.encode(0x81, good)),
                        HexFormat.of().parseHex("7f2e8200"),
                        HexFormat.of().parseHex("7f2e83000001ff"));
        SecureChannel channel = openChannel();
        for (byte[] probe : probes) {
            assertThat(channel.send(0xE1, 0, 0x96, key).status()).isEqualTo(StatusWord.OK);
            assertThat(channel.send(0x21, 0, 0x96, probe).status())
                    .as(HexFormat.of().formatHex(probe))
                    .isEqualTo(StatusWord.WRONG_DATA);
        }
        assertThat(triesLeft()).isEqualTo(5);
    }

    @Test
    void theSlowCounterBlocksTheCardAndOnlyTheAuthorityResetsIt() {
        // Both fingers are guessed at in turn, with matches in between to refill the fast counter;
        // each failure costs one of the card's life, each match gives one back.
        GatewayCredentials reset = world.leaf(EnumSet.of(Right.UNBLOCK));
        int failures = 0;
        while (failures < 200) {
            try (GatewayCardSession session = world.open(card)) {
                VerifyOutcome outcome = new VerifyOutcome.NotMatched(5);
                while (outcome instanceof VerifyOutcome.NotMatched) {
                    outcome = session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(77));
                    if (outcome instanceof VerifyOutcome.NotMatched) {
                        failures++;
                    }
                }
            }
            try (GatewayCardSession session = world.open(card, reset)) {
                if (session.status().lifetimeTries() == 0) {
                    break;
                }
                session.unblock(FingerPosition.RIGHT_INDEX);
            }
        }
        assertThat(failures).isEqualTo(100);
        try (GatewayCardSession session = world.open(card, reset)) {
            session.unblock(FingerPosition.RIGHT_INDEX);
        }
        try (GatewayCardSession session = world.open(card)) {
            assertThat(session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1)))
                    .isEqualTo(new VerifyOutcome.Blocked());
        }
        try (GatewayCardSession session = world.open(card, reset)) {
            session.resetLifetimeCounter();
        }
        try (GatewayCardSession session = world.open(card)) {
            assertThat(session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1)))
                    .isEqualTo(new VerifyOutcome.Matched());
        }
    }

    @Test
    void aTrustPointIsAddedOnlyByOneTheCardHas() {
        KeyPair next = P256.generate(world.random);
        CvCertificate link =
                world.issue(
                        CardWorld.ROOT,
                        world.rootKey,
                        "AEHWROOT00002",
                        next,
                        CvRole.ROOT,
                        EnumSet.allOf(Right.class),
                        ALL_GROUPS,
                        CardWorld.TODAY,
                        LocalDate.of(2040, 1, 1));
        CvCertificate selfMade =
                CardWorld.root(
                        new HolderReference("AEHWROOT00002"), next, LocalDate.of(2040, 1, 1));
        GatewayCredentials updater = world.leaf(EnumSet.of(Right.UPDATE));
        try (GatewayCardSession session = world.open(card, updater)) {
            assertThatThrownBy(() -> session.updateTrustPoint(selfMade))
                    .hasMessageContaining("6A88");
        }
        KeyPair leaf = P256.generate(world.random);
        CvCertificate underNext =
                world.issue(
                        new HolderReference("AEHWROOT00002"),
                        next,
                        "AEHWGATE00009",
                        leaf,
                        CvRole.TERMINAL,
                        CardWorld.GATEWAY_RIGHTS,
                        ALL_GROUPS,
                        CardWorld.TODAY,
                        CardWorld.TODAY.plusDays(7));
        assertRefused(underNext, leaf);
        try (GatewayCardSession session = world.open(card, updater)) {
            session.updateTrustPoint(link);
        }
        world.open(
                        card,
                        new GatewayCredentials(
                                List.of(underNext.encoded()), P256.signer(leaf.getPrivate())))
                .close();
        world.open(card, world.gateway()).close();
    }

    private void assertRefused(CvCertificate certificate, KeyPair leaf) {
        assertThatThrownBy(() ->
                        world.open(
                                card,
                                new GatewayCredentials(
                                        List.of(certificate.encoded()),
                                        P256.signer(leaf.getPrivate()))))
                .isInstanceOf(CardProtocolException.GatewayRefused.class);
    }

    private byte[] select() {
        return card.transceive(CommandApdu.of(0xA4, 4, 0, Handshake.APPLICATION).encoded());
    }

    private int exchange(byte[] point) {
        select();
        byte[] certificate = world.gateway().cvcChain().get(0);
        card.transceive(CommandApdu.of(0x2A, 0, 0xBE, certificate).encoded());
        byte[] data = Tlv.encode(0x7C, Tlv.encode(0x80, point), Tlv.encode(0x81, new byte[16]));
        return StatusWord.of(card.transceive(CommandApdu.of(0x86, 0, 0, data).encoded())).value();
    }

    private static java.security.interfaces.ECPublicKey publicOf(KeyPair pair) {
        return (java.security.interfaces.ECPublicKey) pair.getPublic();
    }
}
