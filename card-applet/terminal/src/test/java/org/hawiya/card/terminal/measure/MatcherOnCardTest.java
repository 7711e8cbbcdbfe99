package org.hawiya.card.terminal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherOnCardTest {
    private static final short THRESHOLD = OperatingPoint.FMR_1000.threshold();
    private static final int TRANSIENT_LIMIT = 2_560;
    private static final long HARD_STOP = 1_200_000;
    private static final double TURN = 2 * Math.PI;

    /** A minutia: 0.1 mm, Y down; direction in radians, counter-clockwise as seen. */
    private record Point(double x, double y, double direction, int type) {
        /** Counter-clockwise as seen, about the middle of the print. */
        Point turned(double turn) {
            double right = x - 115;
            double up = 125 - y;
            return new Point(
                    115 + right * Math.cos(turn) - up * Math.sin(turn),
                    125 - (right * Math.sin(turn) + up * Math.cos(turn)),
                    direction + turn,
                    type);
        }
    }

    private final MeteredMatcher matcher = MeteredMatcher.counting();
    private final Random random = new Random(7);

    @Test
    void aSecondLookAtAFingerMatchesTurnedByUpToForty() {
        int matched = 0;
        for (int turn = 0; turn < 24; turn++) {
            List<Point> finger = finger(34);
            matcher.prepare(compact(finger));
            byte[] live = compact(again(finger, (turn - 12) * TURN / 108));
            matched += matcher.matches(live, THRESHOLD) ? 1 : 0;
        }
        assertThat(matched).isGreaterThanOrEqualTo(20);
    }

    @Test
    void anglesGrowCounterClockwiseWhileYGrowsDown() {
        List<Point> finger = finger(30);
        List<Point> right = finger.stream().map(p -> p.turned(0.8)).toList();
        List<Point> wrong = new ArrayList<>();
        for (Point p : right) {
            wrong.add(new Point(p.x, p.y, p.direction - 1.6, p.type));
        }
        matcher.prepare(compact(finger));
        assertThat(matcher.matches(compact(right), THRESHOLD)).isTrue();
        assertThat(matcher.matches(compact(wrong), THRESHOLD)).isFalse();
    }

    @Test
    void otherFingersAreRefused() {
        int accepted = 0;
        for (int i = 0; i < 2_000; i++) {
            matcher.prepare(compact(finger(34)));
            accepted += matcher.matches(compact(finger(34)), THRESHOLD) ? 1 : 0;
        }
        assertThat(accepted).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3A45", "3A45503A4450", "3A4550394550", "8162503A4550"})
    void aMalformedOrUnsortedTemplateIsAnswered6A80(String hex) {
        byte[] template = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> matcher.prepare(template))
                .isInstanceOfSatisfying(
                        ISOException.class,
                        e -> assertThat(e.getReason()).isEqualTo(ISO7816.SW_WRONG_DATA));
        matcher.prepare(HexFormat.of().parseHex("3A4550"));
        assertThatThrownBy(() -> matcher.score(template)).isInstanceOf(ISOException.class);
    }

    @Test
    void fortyMinutiaeAreTakenAndFortyOneAreNot() {
        matcher.prepare(new byte[120]);
        assertThatThrownBy(() -> matcher.prepare(new byte[123])).isInstanceOf(ISOException.class);
    }

    @Test
    void afterARefusedReferenceAndAfterAWipeNothingMatches() {
        byte[] finger = compact(finger(34));
        matcher.prepare(finger);
        assertThat(matcher.matches(finger, THRESHOLD)).isTrue();
        assertThatThrownBy(() -> matcher.prepare(new byte[1])).isInstanceOf(ISOException.class);
        assertThat(matcher.matches(finger, (short) 1)).isFalse();
        matcher.prepare(finger);
        matcher.wipe();
        assertThat(matcher.matches(finger, (short) 1)).isFalse();
    }

    @Test
    void aThresholdThatIsNotPositiveAcceptsNobody() {
        byte[] finger = compact(finger(34));
        matcher.prepare(finger);
        assertThat(matcher.matches(finger, (short) 0)).isFalse();
        assertThat(matcher.matches(finger, (short) -1)).isFalse();
    }

    @Test
    void itTakesItsMemoryOnceAndStaysInsideItsLimit() {
        assertThat(matcher.transientBytes()).isPositive().isLessThanOrEqualTo(TRANSIENT_LIMIT);
        int atInstallation = matcher.allocations();
        matcher.compare(compact(finger(40)), compact(finger(40)));
        matcher.wipe();
        assertThat(matcher.allocations()).isEqualTo(atInstallation);
    }

    @Test
    void noInputCostsMoreThanTheHardStop() {
        long most = 0;
        for (int side : new int[] {1, 6, 12, 25, 50, 80, 120, 255}) {
            for (int spread = 0; spread < 40; spread++) {
                byte[] reference = aligned(anything(40, side), spread);
                byte[] live = aligned(anything(40, side), spread);
                most = Math.max(most, matcher.compare(reference, live).bytecodes());
            }
        }
        assertThat(most).isBetween(400_000L, HARD_STOP);
    }

    @Test
    void wolfProbesAreNeverAccepted() {
        for (int i = 0; i < 20; i++) {
            matcher.prepare(compact(finger(36)));
            for (int side : new int[] {1, 10, 40, 100, 180, 255}) {
                for (int count : new int[] {1, 8, 40}) {
                    byte[] wolf = anything(count, side);
                    assertThat(matcher.matches(wolf, THRESHOLD)).isFalse();
                    assertThat(matcher.matches(aligned(wolf, i), THRESHOLD)).isFalse();
                }
            }
        }
    }

    @Test
    void answersOfYesAndNoGiveNoHillToClimb() {
        matcher.prepare(compact(finger(34)));
        int accepted = 0;
        for (int start = 0; start < 10; start++) {
            List<Point> guess = new ArrayList<>(finger(34));
            for (int query = 0; query < 2_000; query++) {
                // No answer tells better from worse, so the walk can only drift.
                guess.set(random.nextInt(guess.size()), point());
                accepted += matcher.matches(compact(guess), THRESHOLD) ? 1 : 0;
            }
        }
        assertThat(accepted).isLessThanOrEqualTo(20); // what unrelated prints may at 1e-3
    }

    /** 16 bits as on the card, 32 as in the simulator; 100,000 pairs by -Dhawiya.pairs=100000. */
    @Test
    void theWrappedBuildAgreesWithThePlainOne() {
        MeteredMatcher wrapped = MeteredMatcher.wrapped();
        int pairs = Integer.getInteger("hawiya.pairs", 3_000);
        for (int i = 0; i < pairs; i++) {
            List<Point> finger = finger(5 + random.nextInt(36));
            byte[] reference = i % 3 == 0 ? anything(40, 256) : compact(finger);
            byte[] live =
                    i % 2 == 0
                            ? compact(again(finger, random.nextDouble() * TURN))
                            : anything(1 + random.nextInt(40), 256);
            assertThat(wrapped.compare(reference, live).score())
                    .as("pair %d", i)
                    .isEqualTo(matcher.compare(reference, live).score());
        }
    }

    private Point point() {
        return new Point(
                30 + random.nextDouble() * 170,
                30 + random.nextDouble() * 190,
                random.nextDouble() * TURN,
                1 + random.nextInt(2));
    }

    private List<Point> finger(int count) {
        List<Point> points = new ArrayList<>();
        while (points.size() < count) {
            Point next = point();
            if (points.stream().noneMatch(p -> Math.hypot(p.x - next.x, p.y - next.y) < 8)) {
                points.add(next);
            }
        }
        return points;
    }

    /** Turned, moved, shaken, some lost and some new. */
    private List<Point> again(List<Point> finger, double turn) {
        List<Point> points = new ArrayList<>();
        double dx = random.nextGaussian() * 8;
        double dy = random.nextGaussian() * 8;
        for (Point p : finger) {
            if (random.nextInt(100) >= 12) {
                Point turned = p.turned(turn);
                points.add(
                        new Point(
                                turned.x + dx + random.nextGaussian(),
                                turned.y + dy + random.nextGaussian(),
                                turned.direction + random.nextGaussian() * 0.07,
                                p.type));
            }
        }
        points.addAll(finger(3));
        return points;
    }

    /** In order, but like no print: coordinates within a square. */
    private byte[] anything(int count, int side) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(
                    new Point(
                            random.nextInt(side),
                            random.nextInt(side),
                            random.nextDouble() * TURN,
                            random.nextInt(4)));
        }
        return compact(points);
    }

    /** Directions within a few steps of each other, so that every pair is a candidate. */
    private static byte[] aligned(byte[] template, int spread) {
        byte[] same = template.clone();
        for (int i = 2; i < same.length; i += 3) {
            same[i] = (byte) ((same[i] & 63) % (1 + spread % 16));
        }
        return same;
    }

    private static byte[] compact(List<Point> points) {
        List<int[]> rows = new ArrayList<>();
        for (Point p : points) {
            int x = (int) Math.clamp(Math.round(p.x), 0L, 255L);
            int y = (int) Math.clamp(Math.round(p.y), 0L, 255L);
            int angle = Math.floorMod((int) Math.round(p.direction / TURN * 64), 64);
            rows.add(new int[] {x, y, p.type << 6 | angle});
        }
        rows.sort(Comparator.<int[]>comparingInt(r -> r[1]).thenComparingInt(r -> r[0]));
        int count = Math.min(40, rows.size());
        byte[] compact = new byte[3 * count];
        for (int i = 0; i < compact.length; i++) {
            compact[i] = (byte) rows.get(i / 3)[i % 3];
        }
        return compact;
    }
}
