package org.hawiya.card.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.hawiya.engine.FingerPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.EnumSet;

class CardLifeTest {

    private final CardWorld world = new CardWorld();

    @Test
    void aBlankCardIsPersonalisedAndThenKnowsItsHolder() {
        try (SimulatedCard card = world.blank()) {
            CardSerial serial = Personaliser.serialOf(card);
            PersonalisedCard made = world.personalise(card);
            assertThat(made.serial()).isEqualTo(serial);
            try (GatewayCardSession session = world.open(card)) {
                assertThat(session.card().serial()).isEqualTo(serial);
                assertThat(session.fingers())
                        .containsExactly(FingerPosition.RIGHT_INDEX, FingerPosition.LEFT_INDEX);
                assertThat(session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1)))
                        .isEqualTo(new VerifyOutcome.Matched());
                CardAssertion assertion =
                        session.assertVerified(world.randomBytes(32), world.randomBytes(32));
                assertThat(assertion.counter()).isEqualTo(1);
                assertThat(assertion.method()).isEqualTo(FingerPosition.RIGHT_INDEX.code());
            }
        }
    }

    @Test
    void anotherFingerIsRefusedAndCountedUntilTheFingerIsBlocked() {
        try (SimulatedCard card = world.personalised();
                GatewayCardSession session = world.open(card)) {
            for (int left = 4; left >= 0; left--) {
                assertThat(session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(77)))
                        .isEqualTo(new VerifyOutcome.NotMatched(left));
            }
            assertThat(session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1)))
                    .isEqualTo(new VerifyOutcome.Blocked());
            assertThat(session.verify(FingerPosition.LEFT_INDEX, CardWorld.finger(2)))
                    .isEqualTo(new VerifyOutcome.Matched());
        }
    }

    @Test
    void noTwoCardsShareAKeyAndNoTwoSignaturesANonce() {
        try (SimulatedCard first = world.blank();
                SimulatedCard second = world.blank()) {
            PersonalisedCard one = world.personalise(first);
            PersonalisedCard two = world.personalise(second);
            assertThat(one.channelCertificate().key().getW())
                    .isNotEqualTo(two.channelCertificate().key().getW());
            assertThat(one.assertionCertificate().key().getW())
                    .isNotEqualTo(two.assertionCertificate().key().getW());
            try (GatewayCardSession session = world.open(first)) {
                byte[][] r = new byte[2][];
                for (int i = 0; i < 2; i++) {
                    session.verify(FingerPosition.LEFT_INDEX, CardWorld.finger(2));
                    byte[] signature =
                            session.assertVerified(new byte[32], new byte[32]).signature();
                    r[i] = java.util.Arrays.copyOf(signature, 32);
                }
                assertThat(r[0]).isNotEqualTo(r[1]);
            }
        }
    }

    @Test
    void theAppletTakesNoMoreMemoryThanACardHas() {
        // At installation; later the simulator itself takes new arrays for keys, the applet none.
        try (SimulatedCard card = world.blank()) {
            assertThat(card.transientBytes()).isLessThanOrEqualTo(4096);
            assertThat(card.persistentBytes()).isLessThanOrEqualTo(20 * 1024);
        }
    }

    @Test
    void aMatchGivesTheTriesBack() {
        try (SimulatedCard card = world.personalised();
                GatewayCardSession session = world.open(card)) {
            session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(77));
            session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1));
            assertThat(session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(77)))
                    .isEqualTo(new VerifyOutcome.NotMatched(4));
        }
    }

    @Test
    void anAssertionNeedsAFreshVerificationAndUsesItUp() {
        try (SimulatedCard card = world.personalised();
                GatewayCardSession session = world.open(card)) {
            byte[] hash = new byte[32];
            assertThatThrownBy(() -> session.assertVerified(hash, hash))
                    .isInstanceOf(CardProtocolException.CommandRefused.class)
                    .hasMessageContaining("6985");
            session.verify(FingerPosition.LEFT_INDEX, CardWorld.finger(2));
            session.assertVerified(hash, hash);
            assertThatThrownBy(() -> session.assertVerified(hash, hash))
                    .hasMessageContaining("6985");
            session.verify(FingerPosition.LEFT_INDEX, CardWorld.finger(2));
            session.verify(FingerPosition.LEFT_INDEX, CardWorld.finger(77));
            assertThatThrownBy(() -> session.assertVerified(hash, hash))
                    .hasMessageContaining("6985");
        }
    }

    @Test
    void theCardHasAnotherNameForEveryAudience() {
        try (SimulatedCard card = world.personalised();
                GatewayCardSession session = world.open(card)) {
            byte[] one = world.randomBytes(32);
            byte[] two = world.randomBytes(32);
            byte[][] names = new byte[3][];
            for (int i = 0; i < 3; i++) {
                session.verify(FingerPosition.LEFT_INDEX, CardWorld.finger(2));
                CardAssertion made =
                        session.assertVerified(world.randomBytes(32), i < 2 ? one : two);
                names[i] = made.pseudonym();
                assertThat(made.counter()).isEqualTo(i + 1);
            }
            assertThat(names[0]).isEqualTo(names[1]).isNotEqualTo(names[2]);
        }
    }

    @Test
    void theCardsMemoryOutlivesTheProcess(@TempDir Path folder) {
        Path file = folder.resolve("card");
        try (SimulatedCard card =
                SimulatedCard.manufacture(
                        file,
                        CardSerial.random(world.random),
                        world.transportKey,
                        new TrustPoint(world.root),
                        CardWorld.TODAY)) {
            world.personalise(card);
            try (GatewayCardSession session = world.open(card)) {
                session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(77));
                session.verify(FingerPosition.LEFT_INDEX, CardWorld.finger(2));
                session.assertVerified(new byte[32], new byte[32]);
            }
        }
        try (SimulatedCard card = SimulatedCard.load(file);
                GatewayCardSession session = world.open(card)) {
            assertThat(session.status().fingers().get(0).triesLeft()).isEqualTo(4);
            assertThat(session.status().assertionCounter()).isEqualTo(1);
            assertThat(session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1)))
                    .isEqualTo(new VerifyOutcome.Matched());
            assertThat(session.assertVerified(new byte[32], new byte[32]).counter()).isEqualTo(2);
        }
    }

    @Test
    void oneCardIsInOneReaderOnly(@TempDir Path folder) {
        Path file = folder.resolve("card");
        try (SimulatedCard first =
                SimulatedCard.manufacture(
                        file,
                        CardSerial.random(world.random),
                        world.transportKey,
                        new TrustPoint(world.root),
                        CardWorld.TODAY)) {
            assertThat(Personaliser.isOperational(first)).isFalse();
            assertThatThrownBy(() -> SimulatedCard.load(file))
                    .isInstanceOf(CardTransportException.class)
                    .hasMessageContaining("another reader");
        }
    }

    @Test
    void aPersonalisationIsRepeatedOnALockedCardWithoutHarm() {
        try (SimulatedCard card = world.blank()) {
            PersonalisedCard first = world.personalise(card);
            PersonalisedCard again = world.personalise(card);
            assertThat(again).isEqualTo(first);
        }
    }

    @Test
    void anotherTransportKeyOpensNoBlankCard() {
        try (SimulatedCard card = world.blank()) {
            assertThatThrownBy(() ->
                            Personaliser.personalise(
                                    card,
                                    new TransportKey(new byte[16]),
                                    world.leaf(EnumSet.of(Right.PERSONALISE)),
                                    world.data(),
                                    world.cardCa,
                                    CardWorld.TODAY))
                    .isInstanceOf(CardProtocolException.NotGenuine.class);
        }
    }

    @Test
    void dataGroupsAreReadWholeByThoseWhoMay() {
        try (SimulatedCard card = world.personalised();
                GatewayCardSession session = world.open(card)) {
            assertThat(session.read(DataGroup.ADDRESS)).hasValue("Abu Dhabi".getBytes(UTF_8));
            assertThat(session.read(DataGroup.PORTRAIT)).hasValue(new byte[1000]);
            assertThat(session.read(DataGroup.BIRTH)).isEmpty();
        }
    }
}
