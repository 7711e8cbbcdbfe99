package org.hawiya.card.applet;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;

/**
 * Compares two fingers on the card: neighbourhoods vote for alignments, the best alignment is
 * refined and scored.
 *
 * <p>Input is ISO/IEC 19794-2 compact card format, see {@link CompactMinutiae}. Only yes or no may
 * leave the card: a score would let anybody climb to a matching template, step by step.
 *
 * <p>Shorts and bytes only, every intermediate value cast, because a card's arithmetic has 16 bits
 * and the simulator's 32. All memory is taken by the constructor and is transient. A work counter
 * bounds the time whatever the input.
 */
final class Matcher {
    /** Limit for both sides. */
    static final byte MAX_MINUTIAE = CompactMinutiae.MAX;

    private static final byte SEEDS = 5;

    /**
     * Directions of a pair that may be one minutia differ by at most 45 degrees: 256ths of a turn.
     */
    private static final short SEED_TURN = 32;

    /** Work a comparison may take, in steps of at most 64 bytecodes each. */
    private static final short WORK = 9500;

    /** Steps charged for the agreement of two neighbourhoods: its worst case. */
    private static final short AGREEMENT_STEPS = 13;

    /** Alignments with fewer pairs are no evidence. */
    private static final short MIN_PAIRS = 3;

    /**
     * First pass: box of 0.4 mm, and 1/16 of the distance from the seed; directions within 28
     * degrees.
     */
    private static final short FIRST_SHIFT = 4;

    private static final short FIRST_TURN = 20;

    /**
     * Second pass, refined: 1/32 of the distance from the centre of the pairs; directions within 22
     * degrees.
     */
    private static final short SECOND_SHIFT = 5;

    private static final short SECOND_TURN = 16;

    private static final short BOX = 4;

    /** Ground around a print that counts as seen, 0.1 mm. */
    private static final short MARGIN = 8;

    /** A refinement turns by at most 10 degrees (256ths of a radian). */
    private static final short MAX_RESIDUAL = 45;

    private static final byte NONE = -1;

    private static final short STATE_WORK = 0;
    private static final short STATE_PAIRS = 1;
    private static final short STATE_CENTRE_X = 2;
    private static final short STATE_CENTRE_Y = 3;
    private static final short STATE_MOST = 4;
    private static final short STATE_LENGTH = 5;

    private final CompactMinutiae reference;
    private final CompactMinutiae probe;

    /**
     * Seeds, best first: a minutia of the reference, one of the probe, and how well their
     * neighbourhoods agree.
     */
    private final byte[] seedReference;

    private final byte[] seedProbe;
    private final short[] seedVotes;

    /**
     * The probe's minutiae, aligned; they share memory with the neighbour search, which is over by
     * then.
     */
    private final short[] aligned;

    /**
     * For each minutia of the reference whether it is taken; for each of the probe its partner, or
     * NONE.
     */
    private final byte[] taken;

    private final byte[] partner;
    private final short[] state;

    Matcher() {
        aligned =
                JCSystem.makeTransientShortArray(
                        CompactMinutiae.SCRATCH, JCSystem.CLEAR_ON_DESELECT);
        reference = new CompactMinutiae(aligned);
        probe = new CompactMinutiae(aligned);
        seedReference = JCSystem.makeTransientByteArray(SEEDS, JCSystem.CLEAR_ON_DESELECT);
        seedProbe = JCSystem.makeTransientByteArray(SEEDS, JCSystem.CLEAR_ON_DESELECT);
        seedVotes = JCSystem.makeTransientShortArray(SEEDS, JCSystem.CLEAR_ON_DESELECT);
        taken = JCSystem.makeTransientByteArray(MAX_MINUTIAE, JCSystem.CLEAR_ON_DESELECT);
        partner = JCSystem.makeTransientByteArray(MAX_MINUTIAE, JCSystem.CLEAR_ON_DESELECT);
        state = JCSystem.makeTransientShortArray(STATE_LENGTH, JCSystem.CLEAR_ON_DESELECT);
    }

    /**
     * Takes the enrolled finger: {@code len} bytes of compact minutiae.
     *
     * @return number of minutiae
     * @throws ISOException 6A80 when empty, too long, not a multiple of three, or not in order
     */
    short prepareReference(byte[] src, short off, short len) {
        return reference.read(src, off, len, true);
    }

    /**
     * Does the fresh finger match the prepared one? False as well when no reference is there, the threshold is not positive, or the
     * work runs out.
     *
     * @throws ISOException 6A80 as {@link #prepareReference}
     */
    boolean matches(byte[] src, short off, short len, short threshold) {
        short found = score(src, off, len);
        return threshold > 0 && found >= threshold;
    }

    /** Forgets reference and probe. */
    void wipe() {
        reference.wipe();
        probe.wipe();
        CompactMinutiae.clear(aligned);
        CompactMinutiae.clear(seedReference);
        CompactMinutiae.clear(seedProbe);
        CompactMinutiae.clear(seedVotes);
        CompactMinutiae.clear(taken);
        CompactMinutiae.clear(partner);
        CompactMinutiae.clear(state);
    }

    /**
     * The similarity, 0 and up, -1 when the work ran out; for {@link #matches} and for measuring.
     * Never to be answered by the card.
     */
    short score(byte[] src, short off, short len) {
        probe.read(src, off, len, false);
        state[STATE_WORK] = WORK;
        state[STATE_MOST] = 0;
        vote();
        short best = 0;
        for (short s = 0; s < SEEDS; s++) {
            if (seedVotes[s] == 0 || state[STATE_WORK] <= 0) {
                break;
            }
            if (s > 0 && partner[seedProbe[s]] == seedReference[s]) {
                continue; // the last alignment holds this seed already
            }
            short found = align(seedReference[s], seedProbe[s]);
            if (found > best) {
                best = found;
            }
        }
        return state[STATE_WORK] <= 0 ? (short) -1 : best;
    }

    /** Pairs of minutiae whose neighbourhoods agree best become the seeds of alignments. */
    private void vote() {
        CompactMinutiae.clear(seedVotes);
        byte[] angles = probe.angle;
        short[] near = probe.near;
        short[] far = probe.far;
        short probeCount = probe.count();
        short referenceCount = reference.count();
        short work = state[STATE_WORK];
        for (short i = 0; i < referenceCount; i++) {
            short turn = (short) (reference.angle[i] + SEED_TURN);
            short nearby = reference.near[i];
            short away = reference.far[i];
            work -= 10;
            for (short j = 0; j < probeCount; j++) {
                if ((short) ((short) (turn - angles[j]) & 0xFF) > (short) (2 * SEED_TURN)) {
                    continue;
                }
                // Two neighbours at least must be in the same place: two bits, in one word or over
                // both.
                short one = (short) (nearby & near[j]);
                short two = (short) (away & far[j]);
                if ((one == 0 || two == 0)
                        && (short) (one & (short) (one - 1)) == 0
                        && (short) (two & (short) (two - 1)) == 0) {
                    continue;
                }
                short least = seedVotes[(short) (SEEDS - 1)];
                work -= AGREEMENT_STEPS;
                short votes = reference.agreement(i, probe, j, least);
                if (votes > least) {
                    keep(i, j, votes);
                }
            }
            if (work <= 0) {
                break;
            }
        }
        state[STATE_WORK] = work;
    }

    private void keep(short i, short j, short votes) {
        short at = (short) (SEEDS - 1);
        while (at > 0 && seedVotes[(short) (at - 1)] < votes) {
            seedVotes[at] = seedVotes[(short) (at - 1)];
            seedReference[at] = seedReference[(short) (at - 1)];
            seedProbe[at] = seedProbe[(short) (at - 1)];
            at--;
        }
        seedVotes[at] = votes;
        seedReference[at] = (byte) i;
        seedProbe[at] = (byte) j;
    }

    /**
     * Lays the probe over the reference so that the seed's minutiae coincide, refines that, and
     * scores it.
     */
    private short align(short i, short j) {
        short turn = (short) (reference.angle[i] - probe.angle[j]);
        place(turn, i, j);
        state[STATE_CENTRE_X] = reference.x[i];
        state[STATE_CENTRE_Y] = reference.y[i];
        pairUp(turn, FIRST_SHIFT, FIRST_TURN);
        short pairs = state[STATE_PAIRS];
        if (pairs < MIN_PAIRS || pairs < (short) (state[STATE_MOST] - 2)) {
            return 0;
        }
        if (pairs > state[STATE_MOST]) {
            state[STATE_MOST] = pairs;
        }
        refine();
        short fit = pairUp(turn, SECOND_SHIFT, SECOND_TURN);
        return similarity(fit);
    }

    /**
     * Turns the probe about minutia j and puts that on minutia i of the reference. Y grows down,
     * angles grow up.
     */
    private void place(short turn, short i, short j) {
        short quarter = (short) ((short) (turn >> 2) & 63);
        short sine = MatcherTables.SINE[quarter];
        short cosine = MatcherTables.SINE[(short) ((short) (quarter + 16) & 63)];
        short[] xs = probe.x;
        short[] ys = probe.y;
        short[] to = aligned;
        short fromX = xs[j];
        short fromY = ys[j];
        short toX = reference.x[i];
        short toY = reference.y[i];
        short at = 0;
        short count = probe.count();
        for (short k = 0; k < count; k++) {
            short dx = (short) (xs[k] - fromX);
            short dy = (short) (ys[k] - fromY);
            short across = (short) ((short) (dx * cosine) + (short) (dy * sine) + 32);
            short down = (short) ((short) (dy * cosine) - (short) (dx * sine) + 32);
            to[at++] = (short) ((short) (across >> 6) + toX);
            to[at++] = (short) ((short) (down >> 6) + toY);
        }
    }

    /**
     * Pairs each minutia of the probe with the nearest free one of the reference, within a box that
     * grows away from the centre. One long method: a call for each minutia would cost a fifth more.
     *
     * @return how close the pairs are, 8 for each that coincides
     */
    private short pairUp(short turn, short shift, short maxTurn) {
        short[] xs = reference.x;
        short[] ys = reference.y;
        byte[] used = taken;
        CompactMinutiae.clear(used);
        short pairs = 0;
        short fit = 0;
        short steps = 0;
        short count = probe.count();
        short at = 0;
        for (short j = 0; j < count; j++) {
            short x = aligned[at++];
            short y = aligned[at++];
            short box = box(x, y, shift);
            short closest = (short) (box + box + 1);
            short best = NONE;
            short bottom = (short) (y + box);
            short i = reference.firstFrom((short) (y - box));
            steps = (short) (steps - i);
            short down = ys[i];
            while (down <= bottom) {
                short away = (short) (xs[i] - x);
                if (away <= box && away >= (short) -box) {
                    down = (short) (down - y);
                    away = away < 0 ? (short) -away : away;
                    away = down < 0 ? (short) (away - down) : (short) (away + down);
                    if (away < closest && used[i] == 0) {
                        short between = (byte) (probe.angle[j] + turn - reference.angle[i]);
                        if (between <= maxTurn && between >= (short) -maxTurn) {
                            closest = away;
                            best = i;
                        }
                    }
                }
                i++;
                down = ys[i];
            }
            steps = (short) (steps + i + 2);
            if (best >= 0) {
                used[best] = 1;
                pairs++;
                fit =
                        (short)
                                (fit
                                        + 8
                                        - (short)
                                                ((short) (closest << 3) / (short) (box + box + 2)));
            }
            partner[j] = (byte) best;
        }
        state[STATE_WORK] = (short) (state[STATE_WORK] - steps);
        state[STATE_PAIRS] = pairs;
        return fit;
    }

    private short box(short x, short y, short shift) {
        short dx = (short) (x - state[STATE_CENTRE_X]);
        short dy = (short) (y - state[STATE_CENTRE_Y]);
        if (dx < 0) {
            dx = (short) -dx;
        }
        if (dy < 0) {
            dy = (short) -dy;
        }
        return (short) (BOX + (short) ((short) (dx + dy) >> shift));
    }

    /**
     * Moves and turns the aligned probe to lie best over its partners: rigid least squares in 16
     * bits.
     */
    private void refine() {
        short pairs = state[STATE_PAIRS];
        short count = probe.count();
        short sumX = 0;
        short sumY = 0;
        short offX = 0;
        short offY = 0;
        for (short j = 0; j < count; j++) {
            short i = partner[j];
            if (i >= 0) {
                short x = aligned[(short) (j << 1)];
                short y = aligned[(short) ((short) (j << 1) + 1)];
                sumX = (short) (sumX + x);
                sumY = (short) (sumY + y);
                offX = (short) (offX + reference.x[i] - x);
                offY = (short) (offY + reference.y[i] - y);
            }
        }
        short centreX = (short) (sumX / pairs);
        short centreY = (short) (sumY / pairs);
        offX = rounded(offX, pairs);
        offY = rounded(offY, pairs);
        short turn = residualTurn(centreX, centreY, offX, offY);
        short at = 0;
        for (short j = 0; j < count; j++) {
            short dx = (short) (aligned[at] - centreX);
            short dy = (short) (aligned[(short) (at + 1)] - centreY);
            aligned[at] =
                    (short)
                            (aligned[at]
                                    + offX
                                    - (short) ((short) ((short) (dy * turn) + 128) >> 8));
            at++;
            aligned[at] =
                    (short)
                            (aligned[at]
                                    + offY
                                    + (short) ((short) ((short) (dx * turn) + 128) >> 8));
            at++;
        }
        state[STATE_CENTRE_X] = (short) (centreX + offX);
        state[STATE_CENTRE_Y] = (short) (centreY + offY);
    }

    private static short rounded(short sum, short pairs) {
        short half = (short) (pairs >> 1);
        short away = sum < 0 ? (short) (sum - half) : (short) (sum + half);
        return (short) (away / pairs);
    }

    /**
     * The small turn left over between the pairs, in 256ths of a radian; coarse arms keep the sums
     * in 16 bits.
     */
    private short residualTurn(short centreX, short centreY, short offX, short offY) {
        short count = probe.count();
        short cross = 0;
        short square = 1;
        for (short j = 0; j < count; j++) {
            short i = partner[j];
            if (i >= 0) {
                short x = aligned[(short) (j << 1)];
                short y = aligned[(short) ((short) (j << 1) + 1)];
                short armX = (short) ((short) (x - centreX + 8) >> 4);
                short armY = (short) ((short) (y - centreY + 8) >> 4);
                short missX = (short) (reference.x[i] - x - offX);
                short missY = (short) (reference.y[i] - y - offY);
                cross = (short) (cross + (short) (armX * missY) - (short) (armY * missX));
                square = (short) (square + (short) (armX * armX) + (short) (armY * armY));
            }
        }
        // cross / square is 16 times the turn in radians.
        short turn;
        if (cross > 2000 || cross < -2000) {
            turn = (short) (cross / (short) ((short) (square >> 4) + 1));
        } else {
            turn = (short) ((short) (cross << 4) / square);
        }
        if (turn > MAX_RESIDUAL) {
            return MAX_RESIDUAL;
        }
        return turn < (short) -MAX_RESIDUAL ? (short) -MAX_RESIDUAL : turn;
    }

    /**
     * Closeness of the pairs and of their neighbourhoods, by the share of the common ground that is
     * paired.
     */
    private short similarity(short fit) {
        short pairs = state[STATE_PAIRS];
        short count = probe.count();
        short agreement = 0;
        short types = 0;
        for (short j = 0; j < count; j++) {
            short i = partner[j];
            if (i >= 0) {
                agreement = (short) (agreement + reference.agreement(i, probe, j, (short) -1));
                if (reference.type[i] == probe.type[j]) {
                    types += 2;
                }
            }
        }
        state[STATE_WORK] = (short) (state[STATE_WORK] - (short) (pairs * AGREEMENT_STEPS));
        short sum = (short) (fit + (short) (agreement >> 2) + types);
        if (sum > 1023) {
            sum = 1023;
        }
        short ground = commonGround();
        short least = (short) (pairs << 1);
        if (ground < least) {
            ground = least;
        }
        return (short) ((short) ((short) (sum << 5) / MatcherTables.OVERLAP[ground]) * pairs);
    }

    /**
     * Minutiae of both prints that lie where the other print was seen too: in the other's upright
     * box.
     */
    private short commonGround() {
        short left = (short) 0x7FFF;
        short top = (short) 0x7FFF;
        short right = (short) 0x8000;
        short bottom = (short) 0x8000;
        short ground = 0;
        short fromX = (short) (reference.left() - MARGIN);
        short toX = (short) (reference.right() + MARGIN);
        short fromY = (short) (reference.y[0] - MARGIN);
        short toY = (short) (reference.y[(short) (reference.count() - 1)] + MARGIN);
        short end = (short) (probe.count() << 1);
        for (short at = 0; at < end; ) {
            short x = aligned[at++];
            short y = aligned[at++];
            if (x >= fromX && x <= toX && y >= fromY && y <= toY) {
                ground++;
            }
            if (x < left) {
                left = x;
            }
            if (x > right) {
                right = x;
            }
            if (y < top) {
                top = y;
            }
            if (y > bottom) {
                bottom = y;
            }
        }
        return (short)
                (ground
                        + reference.within(
                                (short) (left - MARGIN),
                                (short) (top - MARGIN),
                                (short) (right + MARGIN),
                                (short) (bottom + MARGIN)));
    }
}
