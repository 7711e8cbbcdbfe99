package org.hawiya.card.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.hawiya.engine.FingerPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.SortedMap;

/**
 * The power is cut before, within and after each persistent write; a card must come out of it
 * sound.
 */
class TearingTest {

    private static final int MORE_POINTS_THAN_ANY_COMMAND_HAS = 400;

    private final CardWorld world = new CardWorld();
    private final SimulatedCard card =
            SimulatedCard.inMemory(
                    new TearingLoader().applet(),
                    CardSerial.random(world.random),
                    world.transportKey,
                    new TrustPoint(world.root),
                    CardWorld.TODAY);

    @BeforeEach
    void watch() {
        PowerCut.at(0);
        PowerCut.watch(card.persistentArrays());
    }

    @AfterEach
    void removeCard() {
        PowerCut.at(0);
        card.close();
    }

    /** Runs an act that is cut at a point; true when the point was reached. */
    private boolean cut(int point, Runnable act) {
        PowerCut.at(point);
        boolean reached = false;
        try {
            act.run();
        } catch (CardException e) {
            assertThat(PowerCut.happened()).as("only the cut may fail: %s", e).isTrue();
        } finally {
            reached = PowerCut.happened();
            PowerCut.at(0);
            card.reset();
        }
        return reached;
    }

    @Test
    void neverMoreComparesThanTries() {
        world.personalise(card);
        SortedMap<String, byte[]> whole = card.memory();
        for (int point = 1; point < MORE_POINTS_THAN_ANY_COMMAND_HAS; point++) {
            card.restore(whole);
            PowerCut.forgetComparisons();
            boolean reached = false;
            for (int attempt = 0; attempt < 7; attempt++) {
                GatewayCardSession session = world.open(card);
                reached |=
                        cut(
                                point,
                                () ->
                                        session.verify(
                                                FingerPosition.RIGHT_INDEX, CardWorld.finger(77)));
            }
            assertThat(PowerCut.comparisons()).as("cut at %d", point).isLessThanOrEqualTo(5);
            if (!reached) {
                assertThat(point).as("points in a VERIFY").isGreaterThan(4);
                return;
            }
        }
    }

    @Test
    void aCutDuringAMatchGivesNothingAway() {
        world.personalise(card);
        SortedMap<String, byte[]> whole = card.memory();
        for (int point = 1; point < MORE_POINTS_THAN_ANY_COMMAND_HAS; point++) {
            card.restore(whole);
            GatewayCardSession session = world.open(card);
            boolean reached =
                    cut(
                            point,
                            () -> session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1)));
            try (GatewayCardSession later = world.open(card)) {
                assertThat(later.status().fingers().get(0).triesLeft()).isBetween(4, 5);
                assertThat(later.status().lifetimeTries()).isBetween(99, 100);
            }
            if (!reached) {
                return;
            }
        }
    }

    @Test
    void theAssertionCounterRisesAndNeverRepeats() {
        world.personalise(card);
        long last = 0;
        boolean reached = true;
        for (int point = 1; reached; point++) {
            GatewayCardSession session = world.open(card);
            session.verify(FingerPosition.RIGHT_INDEX, CardWorld.finger(1));
            long[] made = {last};
            long before = last;
            reached =
                    cut(
                            point,
                            () ->
                                    made[0] =
                                            session.assertVerified(new byte[32], new byte[32])
                                                    .counter());
            if (made[0] != before) {
                assertThat(made[0]).isGreaterThan(before);
            }
            try (GatewayCardSession later = world.open(card)) {
                long now = later.status().assertionCounter();
                assertThat(now).isBetween(before, before + 1);
                assertThat(now).isGreaterThanOrEqualTo(made[0]);
                last = now;
            }
        }
        assertThat(last).isGreaterThan(1);
    }

    @Test
    void anUpdateIsThereWholeOrNotAtAll() {
        world.personalise(card);
        SortedMap<String, byte[]> whole = card.memory();
        byte[] old = "Abu Dhabi".getBytes(StandardCharsets.UTF_8);
        byte[] next = new byte[300];
        java.util.Arrays.fill(next, (byte) 7);
        boolean reached = true;
        for (int point = 1; reached; point++) {
            card.restore(whole);
            GatewayCardSession session = world.open(card, world.leaf(EnumSet.of(Right.UPDATE)));
            reached = cut(point, () -> session.update(DataGroup.ADDRESS, next));
            try (GatewayCardSession later = world.open(card)) {
                byte[] now = later.read(DataGroup.ADDRESS).orElseThrow();
                assertThat(now).as("cut at %d", point).isIn(old, next);
            }
        }
    }

    @Test
    void theDateAndTheTrustPointsSurviveEveryCut() {
        world.personalise(card);
        SortedMap<String, byte[]> whole = card.memory();
        GatewayCredentials later =
                world.leaf(
                        CardWorld.GATEWAY_RIGHTS,
                        EnumSet.allOf(DataGroup.class),
                        CardWorld.TODAY.plusDays(2),
                        CardWorld.TODAY.plusDays(9));
        boolean reached = true;
        for (int point = 1; reached; point++) {
            card.restore(whole);
            reached = cut(point, () -> world.open(card, later).close());
            world.open(card).close();
        }
    }

    @Test
    void noHalfPersonalisedCardIsTakenForWhole() {
        SortedMap<String, byte[]> blank = card.memory();
        int points = 0;
        boolean reached = true;
        // Every seventh point: all kinds of writes are met; the whole takes minutes.
        for (int point = 1; reached; point += 7) {
            card.restore(blank);
            reached = cut(point, () -> world.personalise(card));
            points = point;
            boolean operational = Personaliser.isOperational(card);
            if (!operational) {
                world.personalise(card);
            }
            try (GatewayCardSession session = world.open(card)) {
                assertThat(session.fingers()).as("cut at %d", point).hasSize(2);
                assertThat(session.verify(FingerPosition.LEFT_INDEX, CardWorld.finger(2)))
                        .isEqualTo(new VerifyOutcome.Matched());
            }
        }
        assertThat(points).isGreaterThan(60);
    }
}
