package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/**
 * Compares two fingers on the card: neighbourhoods vote for an alignment, the alignment is scored.
 *
 * <p>Input is ISO/IEC 19794-2 compact card format: three bytes a minutia, X and Y in 0.1 mm (Y
 * grows downwards), then two bits of type and six of direction (64ths of a turn,
 * counter-clockwise), ordered by Y, then X, both ascending. At most {@link #MAX_MINUTIAE}.
 *
 * <p>Only yes or no may leave the card: a score would let anybody climb to a matching template,
 * step by step. Shorts and bytes only, every intermediate value cast, because a card's arithmetic
 * has 16 bits and the simulator's 32. All memory is taken by the constructor and is transient. A
 * work counter bounds the time whatever the input.
 */
final class Matcher {
    /** Limit for both sides. */
    static final byte MAX_MINUTIAE = 40;

    /** Nearest neighbours kept for each minutia, nearest first. */
    private static final byte NEIGHBOURS = 5;

    /**
     * Bytes of a neighbour: distance, its bearing and its direction, both against the minutia's own
     * direction.
     */
    private static final byte NEIGHBOUR_BYTES = 3;

    private static final short ROW = (short) (NEIGHBOURS * NEIGHBOUR_BYTES);

    /** Bytes of a minutia's signature: one bit for each of 4 distances by 8 bearings. */
    private static final byte SIGNATURE = 4;

    /** Farthest neighbour, 0.1 mm. Its square times two still fits a short. */
    private static final short REACH = 70;

    private static final byte SEEDS = 5;

    /** Steps of work a comparison may take; a step is at most some 40 bytecodes. */
    private static final short WORK = 28000;

    private static final short EMPTY = (short) 0x7FFF;

    private final short[] referenceX;
    private final short[] referenceY;
    private final byte[] referenceAngle;
    private final byte[] referenceNeighbours;
    private final byte[] referenceSignature;
    private final short[] probeX;
    private final short[] probeY;
    private final byte[] probeAngle;
    private final byte[] probeNeighbours;
    private final byte[] probeSignature;

    /**
     * While tables are built: squared distances of the neighbours found so far. Later: probe,
     * aligned.
     */
    private final short[] scratch;

    private final byte[] paired;
    private final byte[] seedReference;
    private final byte[] seedProbe;
    private final short[] seedVotes;

    /** Counts that outlive a call: [0] reference minutiae, [1] work left. */
    private final short[] state;

    Matcher() {
        referenceX = shorts(MAX_MINUTIAE);
        referenceY = shorts(MAX_MINUTIAE);
        referenceAngle = bytes(MAX_MINUTIAE);
        referenceNeighbours = bytes((short) (MAX_MINUTIAE * ROW));
        referenceSignature = bytes((short) (MAX_MINUTIAE * SIGNATURE));
        probeX = shorts(MAX_MINUTIAE);
        probeY = shorts(MAX_MINUTIAE);
        probeAngle = bytes(MAX_MINUTIAE);
        probeNeighbours = bytes((short) (MAX_MINUTIAE * ROW));
        probeSignature = bytes((short) (MAX_MINUTIAE * SIGNATURE));
        scratch = shorts((short) (MAX_MINUTIAE * NEIGHBOURS));
        paired = bytes(MAX_MINUTIAE);
        seedReference = bytes(SEEDS);
        seedProbe = bytes(SEEDS);
        seedVotes = shorts(SEEDS);
        state = shorts((short) 2);
    }

    private static byte[] bytes(short length) {
        return JCSystem.makeTransientByteArray(length, JCSystem.CLEAR_ON_DESELECT);
    }

    private static short[] shorts(short length) {
        return JCSystem.makeTransientShortArray(length, JCSystem.CLEAR_ON_DESELECT);
    }

    /**
     * Takes the enrolled finger: {@code len} bytes of compact minutiae.
     *
     * @return number of minutiae
     * @throws ISOException 6A80 when empty, too long, not a multiple of three, or not in order
     */
    short prepareReference(byte[] src, short off, short len) {
        state[0] = 0;
        short count = read(src, off, len, referenceX, referenceY, referenceAngle);
        describe(
                count,
                referenceX,
                referenceY,
                referenceAngle,
                referenceNeighbours,
                referenceSignature,
                (short) 3);
        state[0] = count;
        return count;
    }

    /**
     * Does the fresh finger match the prepared one? False as well when no reference is there or the
     * work runs out.
     *
     * @throws ISOException 6A80 as {@link #prepareReference}
     */
    boolean matches(byte[] probe, short off, short len, short threshold) {
        return score(probe, off, len) >= threshold;
    }

    /** Forgets reference and probe. */
    void wipe() {
        clear(referenceX);
        clear(referenceY);
        clear(referenceAngle);
        clear(referenceNeighbours);
        clear(referenceSignature);
        clear(probeX);
        clear(probeY);
        clear(probeAngle);
        clear(probeNeighbours);
        clear(probeSignature);
        clear(scratch);
        clear(paired);
        clear(seedReference);
        clear(seedProbe);
        clear(seedVotes);
        clear(state);
    }

    private static void clear(byte[] array) {
        Util.arrayFillNonAtomic(array, (short) 0, (short) array.length, (byte) 0);
    }

    private static void clear(short[] array) {
        for (short i = 0; i < (short) array.length; i++) {
            array[i] = 0;
        }
    }

    /**
     * The similarity, 0 and up; for {@link #matches} and for measuring. Never to be answered by the
     * card.
     */
    short score(byte[] probe, short off, short len) {
        short count = read(probe, off, len, probeX, probeY, probeAngle);
        describe(count, probeX, probeY, probeAngle, probeNeighbours, probeSignature, (short) 0);
        state[1] = WORK;
        vote(count);
        short best = 0;
        for (short s = 0; s < SEEDS; s++) {
            if (seedVotes[s] == 0) {
                break;
            }
            short similarity = align(seedReference[s], seedProbe[s], count);
            if (state[1] <= 0) {
                return 0;
            }
            if (similarity > best) {
                best = similarity;
            }
        }
        return best;
    }

    private static short read(
            byte[] src, short off, short len, short[] xs, short[] ys, byte[] angles) {
        if (len <= 0 || len > (short) (3 * MAX_MINUTIAE) || (short) (len % 3) != 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        short count = 0;
        short lastX = 0;
        short lastY = 0;
        for (short at = off; at < (short) (off + len); at += 3) {
            short x = (short) (src[at] & 0xFF);
            short y = (short) (src[(short) (at + 1)] & 0xFF);
            if (y < lastY || (y == lastY && x < lastX)) {
                ISOException.throwIt(ISO7816.SW_WRONG_DATA);
            }
            xs[count] = x;
            ys[count] = y;
            angles[count] = (byte) (src[(short) (at + 2)] & 0x3F);
            lastX = x;
            lastY = y;
            count++;
        }
        return count;
    }

    /**
     * Neighbour table and signatures of one side; {@code slack} widens the signature by the
     * tolerances.
     */
    private void describe(
            short count,
            short[] xs,
            short[] ys,
            byte[] angles,
            byte[] neighbours,
            byte[] signature,
            short slack) {
        nearest(count, xs, ys, neighbours);
        Util.arrayFillNonAtomic(signature, (short) 0, (short) signature.length, (byte) 0);
        for (short i = 0; i < count; i++) {
            for (short k = 0; k < NEIGHBOURS; k++) {
                if (scratch[(short) (i * NEIGHBOURS + k)] == EMPTY) {
                    break;
                }
                short at = (short) (i * ROW + k * NEIGHBOUR_BYTES);
                short j = neighbours[at];
                relate(xs, ys, angles, i, j, neighbours, at);
                sign(
                        signature,
                        (short) (i * SIGNATURE),
                        neighbours[at],
                        neighbours[(short) (at + 1)],
                        slack);
            }
        }
    }

    /**
     * The nearest neighbours of each minutia: squared distances to scratch, indices to the first
     * byte of each entry.
     */
    private void nearest(short count, short[] xs, short[] ys, byte[] neighbours) {
        short[] squares = scratch;
        for (short i = 0; i < (short) squares.length; i++) {
            squares[i] = EMPTY;
        }
        Util.arrayFillNonAtomic(neighbours, (short) 0, (short) neighbours.length, (byte) 0);
        for (short i = 0; i < count; i++) {
            short x = xs[i];
            short y = ys[i];
            for (short j = (short) (i + 1); j < count; j++) {
                short dy = (short) (ys[j] - y);
                if (dy > REACH) {
                    break;
                }
                short dx = (short) (xs[j] - x);
                if (dx > REACH || dx < (short) -REACH) {
                    continue;
                }
                short square = (short) (dx * dx + dy * dy);
                if (square < squares[(short) (i * NEIGHBOURS + NEIGHBOURS - 1)]) {
                    insert(squares, neighbours, i, j, square);
                }
                if (square < squares[(short) (j * NEIGHBOURS + NEIGHBOURS - 1)]) {
                    insert(squares, neighbours, j, i, square);
                }
            }
        }
    }

    private static void insert(
            short[] squares, byte[] neighbours, short owner, short other, short square) {
        short first = (short) (owner * NEIGHBOURS);
        short at = (short) (first + NEIGHBOURS - 1);
        short entry = (short) (owner * ROW + ROW - NEIGHBOUR_BYTES);
        while (at > first && squares[(short) (at - 1)] > square) {
            squares[at] = squares[(short) (at - 1)];
            neighbours[entry] = neighbours[(short) (entry - NEIGHBOUR_BYTES)];
            at--;
            entry -= NEIGHBOUR_BYTES;
        }
        squares[at] = square;
        neighbours[entry] = (byte) other;
    }

    /**
     * Writes the neighbour's entry: distance, bearing and direction, the angles against those of
     * minutia i.
     */
    private static void relate(
            short[] xs, short[] ys, byte[] angles, short i, short j, byte[] neighbours, short at) {
        short dx = (short) (xs[j] - xs[i]);
        short up = (short) (ys[i] - ys[j]);
        short wide = dx < 0 ? (short) -dx : dx;
        short high = up < 0 ? (short) -up : up;
        short distance = 0;
        short bearing = 0;
        if (wide >= high) {
            if (wide > 0) {
                short slope = (short) ((short) (high << 5) / wide);
                distance = (short) ((short) (wide * MatcherTables.HYPOT[slope]) >> 6);
                bearing = MatcherTables.ATAN[slope];
            }
        } else {
            short slope = (short) ((short) (wide << 5) / high);
            distance = (short) ((short) (high * MatcherTables.HYPOT[slope]) >> 6);
            bearing = (short) (16 - MatcherTables.ATAN[slope]);
        }
        if (dx < 0) {
            bearing = (short) (32 - bearing);
        }
        if (up < 0) {
            bearing = (short) -bearing;
        }
        neighbours[at] = (byte) distance;
        neighbours[(short) (at + 1)] = (byte) ((short) (bearing - angles[i]) & 63);
        neighbours[(short) (at + 2)] = (byte) ((short) (angles[j] - angles[i]) & 63);
    }

    private static void sign(
            byte[] signature, short at, short distance, short bearing, short slack) {
        short reach = slack == 0 ? (short) 0 : (short) (5 + (short) (distance >> 4));
        short sectors = (short) (1 << (short) ((short) (bearing - slack) >> 3 & 7));
        sectors = (short) (sectors | (short) (1 << (short) ((short) (bearing + slack) >> 3 & 7)));
        short last = ring((short) (distance + reach));
        for (short r = ring((short) (distance - reach)); r <= last; r++) {
            signature[(short) (at + r)] = (byte) (signature[(short) (at + r)] | sectors);
        }
    }

    private static short ring(short distance) {
        if (distance < 14) {
            return 0;
        }
        if (distance < 22) {
            return 1;
        }
        return distance < 32 ? (short) 2 : (short) 3;
    }

    /** Pairs of minutiae whose neighbourhoods agree best become the seeds of alignments. */
    private void vote(short probeCount) {
        for (short s = 0; s < SEEDS; s++) {
            seedVotes[s] = 0;
        }
        short referenceCount = state[0];
        for (short i = 0; i < referenceCount; i++) {
            short angle = referenceAngle[i];
            for (short j = 0; j < probeCount; j++) {
                if (MatcherTables.TURN[(short) ((short) (angle - probeAngle[j]) & 63)] > 8) {
                    continue;
                }
                if (common((short) (i * SIGNATURE), (short) (j * SIGNATURE)) < 3) {
                    continue;
                }
                short votes = similarity(i, j);
                if (votes > seedVotes[(short) (SEEDS - 1)]) {
                    keep(i, j, votes);
                }
                state[1] = (short) (state[1] - 8);
            }
            state[1] = (short) (state[1] - 30);
            if (state[1] <= 0) {
                return;
            }
        }
    }

    private short common(short i, short j) {
        short bits = 0;
        for (short k = 0; k < SIGNATURE; k++) {
            short both =
                    (short) (referenceSignature[(short) (i + k)] & probeSignature[(short) (j + k)]);
            bits = (short) (bits + MatcherTables.BITS[(short) (both & 0xFF)]);
        }
        return bits;
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

    /** How well the neighbourhoods of reference minutia i and probe minutia j agree. */
    private short similarity(short i, short j) {
        byte[] mine = referenceNeighbours;
        byte[] theirs = probeNeighbours;
        short start = (short) (i * ROW);
        short end = (short) (start + ROW);
        short at = (short) (j * ROW);
        short probeEnd = (short) (at + ROW);
        short sum = 0;
        for (; at < probeEnd; at += NEIGHBOUR_BYTES) {
            short distance = theirs[at];
            if (distance == 0) {
                break;
            }
            short slack = (short) (5 + (short) (distance >> 4));
            for (short k = start; k < end; k += NEIGHBOUR_BYTES) {
                short far = (short) (mine[k] - distance);
                if (far > slack || mine[k] == 0) {
                    break;
                }
                if (far < (short) -slack) {
                    start = (short) (k + NEIGHBOUR_BYTES);
                    continue;
                }
                short bearing =
                        MatcherTables.TURN[
                                (short)
                                        ((short) (mine[(short) (k + 1)] - theirs[(short) (at + 1)])
                                                & 63)];
                short direction =
                        MatcherTables.TURN[
                                (short)
                                        ((short) (mine[(short) (k + 2)] - theirs[(short) (at + 2)])
                                                & 63)];
                if (bearing <= 3 && direction <= 4) {
                    sum = (short) (sum + 16 - bearing - direction - (far < 0 ? (short) -far : far));
                    break;
                }
            }
        }
        return sum;
    }

    /**
     * Turns and moves the probe so that the seed's minutiae coincide, pairs what falls together,
     * and scores it.
     */
    private short align(short seedI, short seedJ, short count) {
        short turn = (short) ((short) (referenceAngle[seedI] - probeAngle[seedJ]) & 63);
        rotate(turn, seedI, seedJ, count);
        Util.arrayFillNonAtomic(paired, (short) 0, (short) paired.length, (byte) 0);
        short referenceCount = state[0];
        short pairs = 0;
        short sum = 0;
        short low = 0;
        short overlap = 0;
        for (short j = 0; j < count; j++) {
            short x = scratch[j];
            short y = scratch[(short) (MAX_MINUTIAE + j)];
            short slack = slack(x, y, seedI);
            short best = -1;
            short bestFit = (short) (slack + slack + 1);
            short angle = (short) (probeAngle[j] + turn);
            for (short i = low; i < referenceCount; i++) {
                short dy = (short) (referenceY[i] - y);
                if (dy < 0) {
                    dy = (short) -dy;
                }
                short dx = (short) (referenceX[i] - x);
                if (dx < 0) {
                    dx = (short) -dx;
                }
                if (dx <= slack
                        && dy <= slack
                        && paired[i] == 0
                        && (short) (dx + dy) < bestFit
                        && MatcherTables.TURN[(short) ((short) (angle - referenceAngle[i]) & 63)]
                                <= 5) {
                    bestFit = (short) (dx + dy);
                    best = i;
                }
            }
            state[1] = (short) (state[1] - 20);
            if (best >= 0) {
                paired[best] = 1;
                pairs++;
                sum =
                        (short)
                                (sum
                                        + 8
                                        - (short)
                                                ((short) (bestFit << 3)
                                                        / (short) (slack + slack + 2)));
                sum = (short) (sum + (short) (similarity(best, j) >> 2));
            }
            if (x >= 0
                    && x <= 255
                    && y >= referenceY[0]
                    && y <= referenceY[(short) (referenceCount - 1)]) {
                overlap++;
            }
        }
        return (short) ((short) (sum * pairs) / (short) (overlap + 4));
    }

    private short slack(short x, short y, short seedI) {
        short dx = (short) (x - referenceX[seedI]);
        short dy = (short) (y - referenceY[seedI]);
        if (dx < 0) {
            dx = (short) -dx;
        }
        if (dy < 0) {
            dy = (short) -dy;
        }
        return (short) (4 + (short) ((short) (dx + dy) >> 4));
    }

    private void rotate(short turn, short seedI, short seedJ, short count) {
        short sine = MatcherTables.SIN[turn];
        short cosine = MatcherTables.SIN[(short) ((short) (turn + 16) & 63)];
        for (short j = 0; j < count; j++) {
            short dx = (short) (probeX[j] - probeX[seedJ]);
            short dy = (short) (probeY[j] - probeY[seedJ]);
            short x = (short) ((short) (dx * cosine + dy * sine) >> 6);
            short y = (short) ((short) (dy * cosine - dx * sine) >> 6);
            scratch[j] = (short) (x + referenceX[seedI]);
            scratch[(short) (MAX_MINUTIAE + j)] = (short) (y + referenceY[seedI]);
        }
    }
}
