package org.hawiya.engine.descriptor;

import org.hawiya.engine.template.Minutia;
import org.hawiya.engine.template.Template;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Describes what surrounds the most central minutiae of a print as bits that do not depend on where
 * the finger lay.
 *
 * <p>Each neighbour of a minutia is seen in that minutia's own frame: where it lies (two rings of
 * sectors) and how its direction differs. It votes for the cells around what is seen; the {@value
 * #SET_BITS} cells of most votes are set, the same number in every structure, so that shared bits
 * alone are a similarity and nothing need be normalised. Sixteen more bits hold the minutia's own
 * direction, half a circle of them set: two structures share the fewer, the more the finger would
 * have to be turned. The design and its figures: docs/adr/0010-stage-one-descriptor.md.
 */
public final class LocalStructures {
    private static final double[] RING_RADII = {28, 62};
    private static final int[] RING_SECTORS = {10, 24};
    private static final int DIRECTION_BINS = 5;
    private static final int CELLS = 34 * DIRECTION_BINS;
    private static final int OWN_DIRECTION_BITS = 16;
    private static final int SET_BITS = 24;
    private static final double REACH_PIXELS = 82;
    private static final double POSITION_SPREAD_PIXELS = 10;
    private static final double DIRECTION_SPREAD = 0.45;
    private static final double NEGLIGIBLE = 12; // in squared spreads; exp(-6) of a vote
    private static final double LEAST_VOTES = 0.02;
    private static final double TURN = 2 * Math.PI;

    /** Centres of the spatial cells, x then y. */
    private static final double[] CENTRES = centres();

    // What makes a minutia worth a structure: near the middle, many neighbours, no twin that may be
    // noise.
    private static final double NEIGHBOURHOOD_PIXELS = 110;
    private static final double NEIGHBOUR_WORTH_PIXELS = 4;
    private static final double TWIN_PIXELS = 12;
    private static final double TWIN_PENALTY_PIXELS = 40;

    private LocalStructures() {}

    /** The code of a print; costs about a millisecond. */
    public static PrintCode describe(Template template) {
        long[] words = new long[PrintCode.LONGS];
        List<Minutia> minutiae = template.minutiae();
        int[] chosen = worthiest(minutiae);
        for (int structure = 0; structure < chosen.length; structure++) {
            Minutia centre = minutiae.get(chosen[structure]);
            int firstBit = structure * PrintCode.WORDS * Long.SIZE;
            setMostVoted(votes(centre, minutiae), words, firstBit);
            setOwnDirection(centre, words, firstBit + CELLS);
        }
        return new PrintCode(words);
    }

    private static int[] worthiest(List<Minutia> minutiae) {
        double centreX = minutiae.stream().mapToInt(Minutia::x).average().orElse(0);
        double centreY = minutiae.stream().mapToInt(Minutia::y).average().orElse(0);
        double[] remoteness = new double[minutiae.size()];
        for (int i = 0; i < remoteness.length; i++) {
            Minutia minutia = minutiae.get(i);
            double nearest = Double.MAX_VALUE;
            int neighbours = 0;
            for (Minutia other : minutiae) {
                if (!other.equals(minutia)) {
                    double distance = Math.hypot(other.x() - minutia.x(), other.y() - minutia.y());
                    nearest = Math.min(nearest, distance);
                    neighbours += distance < NEIGHBOURHOOD_PIXELS ? 1 : 0;
                }
            }
            remoteness[i] =
                    Math.hypot(minutia.x() - centreX, minutia.y() - centreY)
                            - NEIGHBOUR_WORTH_PIXELS * neighbours
                            + (nearest < TWIN_PIXELS ? TWIN_PENALTY_PIXELS : 0);
        }
        return IntStream.range(0, remoteness.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> remoteness[i]))
                .limit(PrintCode.STRUCTURES)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double[] votes(Minutia centre, List<Minutia> minutiae) {
        double[] votes = new double[CELLS];
        double cos = Math.cos(centre.direction());
        double sin = Math.sin(centre.direction());
        for (Minutia neighbour : minutiae) {
            double dx = neighbour.x() - centre.x();
            double dy = neighbour.y() - centre.y();
            if (!neighbour.equals(centre) && dx * dx + dy * dy <= REACH_PIXELS * REACH_PIXELS) {
                vote(
                        votes,
                        cos * dx + sin * dy,
                        cos * dy - sin * dx,
                        neighbour.direction() - centre.direction());
            }
        }
        return votes;
    }

    private static void vote(double[] votes, double x, double y, double direction) {
        double[] byDirection = new double[DIRECTION_BINS];
        for (int bin = 0; bin < DIRECTION_BINS; bin++) {
            double apart =
                    Math.IEEEremainder(direction - TURN * bin / DIRECTION_BINS, TURN)
                            / DIRECTION_SPREAD;
            byDirection[bin] = Math.exp(-apart * apart / 2);
        }
        for (int cell = 0; cell < CENTRES.length / 2; cell++) {
            double ex = (CENTRES[2 * cell] - x) / POSITION_SPREAD_PIXELS;
            double ey = (CENTRES[2 * cell + 1] - y) / POSITION_SPREAD_PIXELS;
            double apart = ex * ex + ey * ey;
            if (apart <= NEGLIGIBLE) {
                double near = Math.exp(-apart / 2);
                for (int bin = 0; bin < DIRECTION_BINS; bin++) {
                    votes[cell * DIRECTION_BINS + bin] += near * byDirection[bin];
                }
            }
        }
    }

    private static void setMostVoted(double[] votes, long[] words, int firstBit) {
        double[] sorted = votes.clone();
        Arrays.sort(sorted);
        double least = Math.max(LEAST_VOTES, sorted[CELLS - SET_BITS]);
        for (int cell = 0; cell < CELLS; cell++) {
            if (votes[cell] >= least) {
                set(words, firstBit + cell);
            }
        }
    }

    private static void setOwnDirection(Minutia centre, long[] words, int firstBit) {
        int start = (int) (centre.direction() / TURN * OWN_DIRECTION_BITS);
        for (int i = 0; i < OWN_DIRECTION_BITS / 2; i++) {
            set(words, firstBit + (start + i) % OWN_DIRECTION_BITS);
        }
    }

    private static void set(long[] words, int bit) {
        words[bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
    }

    private static double[] centres() {
        double[] centres = new double[2 * IntStream.of(RING_SECTORS).sum()];
        int at = 0;
        for (int ring = 0; ring < RING_RADII.length; ring++) {
            for (int sector = 0; sector < RING_SECTORS[ring]; sector++) {
                // The outer ring is turned by half a sector, so that its cells fill the gaps.
                double angle = TURN * (sector + 0.5 * ring) / RING_SECTORS[ring];
                centres[at++] = RING_RADII[ring] * Math.cos(angle);
                centres[at++] = RING_RADII[ring] * Math.sin(angle);
            }
        }
        return centres;
    }
}
