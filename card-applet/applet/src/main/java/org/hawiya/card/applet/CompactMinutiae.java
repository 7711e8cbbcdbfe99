package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/**
 * One print in the card's memory: its minutiae and, for each, its nearest neighbours.
 *
 * <p>Read from ISO/IEC 19794-2 compact card format: three bytes a minutia, X and Y in 0.1 mm (Y
 * grows downwards), then two bits of type and six of direction (64ths of a turn, counter-clockwise
 * as seen), ordered by Y, then X, both ascending. Angles inside are bytes, 256ths of a turn, so
 * that they wrap by themselves.
 */
final class CompactMinutiae {
    static final byte MAX = 40;

    /** Neighbours kept for each minutia, nearest first. */
    static final byte NEIGHBOURS = 4;

    /** Shorts of scratch memory needed while neighbours are sought. */
    static final short SCRATCH = (short) (MAX * NEIGHBOURS);

    /** Farthest neighbour along either axis, 0.1 mm; twice its square fits a short. */
    private static final short REACH = 50;

    /** Distance of a neighbour that is not there: beyond any tolerance. */
    private static final byte NO_NEIGHBOUR = 127;

    /**
     * Neighbours may differ by 0.3 mm and 1/8 of the distance, by 11 degrees of bearing, by 22 of
     * direction.
     */
    private static final short DISTANCE_SLACK = 3;

    private static final short BEARING_SLACK = 8;
    private static final short DIRECTION_SLACK = 16;

    /** Edges of the signature's rings, 0.1 mm. */
    private static final short RING_1 = 14;

    private static final short RING_2 = 22;
    private static final short RING_3 = 32;

    private static final short BAND_BITS = 4;
    private static final short BANDS = 17;

    private static final short STATE_COUNT = 0;
    private static final short STATE_LEFT = 1;
    private static final short STATE_RIGHT = 2;
    private static final short STATE_LENGTH = 3;

    final short[] x;
    final short[] y;
    final byte[] angle;
    final byte[] type;

    /**
     * Where neighbours are, one bit for each of 4 rings by 8 sectors: the two inner rings, and the
     * two outer ones.
     */
    final short[] near;

    final short[] far;

    /**
     * Neighbour k of minutia i at 4 i + k: distance, bearing and direction, the angles against the
     * minutia's own.
     */
    private final byte[] distance;

    private final byte[] bearing;
    private final byte[] direction;

    /** First minutia of each band of 1.6 mm, downwards. */
    private final byte[] bands;

    private final short[] state;
    private final short[] squares;

    CompactMinutiae(short[] scratch) {
        squares = scratch;
        x = JCSystem.makeTransientShortArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        y = JCSystem.makeTransientShortArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        angle = JCSystem.makeTransientByteArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        type = JCSystem.makeTransientByteArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        near = JCSystem.makeTransientShortArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        far = JCSystem.makeTransientShortArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        distance = JCSystem.makeTransientByteArray(SCRATCH, JCSystem.CLEAR_ON_DESELECT);
        bearing = JCSystem.makeTransientByteArray(SCRATCH, JCSystem.CLEAR_ON_DESELECT);
        direction = JCSystem.makeTransientByteArray(SCRATCH, JCSystem.CLEAR_ON_DESELECT);
        bands = JCSystem.makeTransientByteArray(BANDS, JCSystem.CLEAR_ON_DESELECT);
        state = JCSystem.makeTransientShortArray(STATE_LENGTH, JCSystem.CLEAR_ON_DESELECT);
    }

    short count() {
        return state[STATE_COUNT];
    }

    short left() {
        return state[STATE_LEFT];
    }

    short right() {
        return state[STATE_RIGHT];
    }

    void wipe() {
        clear(x);
        clear(y);
        clear(angle);
        clear(type);
        clear(near);
        clear(far);
        clear(distance);
        clear(bearing);
        clear(direction);
        clear(bands);
        clear(state);
    }

    static void clear(byte[] array) {
        Util.arrayFillNonAtomic(array, (short) 0, (short) array.length, (byte) 0);
    }

    static void clear(short[] array) {
        short length = (short) array.length;
        for (short i = 0; i < length; i++) {
            array[i] = 0;
        }
    }

    /**
     * Reads a print and describes its neighbourhoods; until it is done the print counts as empty.
     *
     * @param wide 1 for the side whose signatures are widened by the tolerances, 0 for the other
     * @return number of minutiae
     * @throws ISOException 6A80 when empty, too long, not a multiple of three, or not in order
     */
    short read(byte[] src, short off, short len, short wide) {
        state[STATE_COUNT] = 0;
        if (len <= 0 || len > (short) (3 * MAX) || (short) (len % 3) != 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        short count = (short) (len / 3);
        parse(src, off, count);
        seekNeighbours(count);
        describe(count, wide);
        state[STATE_COUNT] = count;
        return count;
    }

    private void parse(byte[] src, short off, short count) {
        short left = 255;
        short right = 0;
        short lastX = 0;
        short lastY = 0;
        short band = 0;
        short at = off;
        for (short i = 0; i < count; i++) {
            short across = (short) (src[at++] & 0xFF);
            short down = (short) (src[at++] & 0xFF);
            if (down < lastY || (down == lastY && across < lastX)) {
                ISOException.throwIt(ISO7816.SW_WRONG_DATA);
            }
            x[i] = across;
            y[i] = down;
            angle[i] = (byte) (src[at] << 2);
            type[i] = (byte) ((short) (src[at] >> 6) & 3);
            at++;
            while (band <= (short) (down >> BAND_BITS)) {
                bands[band++] = (byte) i;
            }
            left = across < left ? across : left;
            right = across > right ? across : right;
            lastX = across;
            lastY = down;
        }
        while (band < BANDS) {
            bands[band++] = (byte) count;
        }
        state[STATE_LEFT] = left;
        state[STATE_RIGHT] = right;
    }

    /**
     * The nearest neighbours of each minutia: squared distances to scratch, indices to their place
     * in distance.
     */
    private void seekNeighbours(short count) {
        short[] found = squares;
        for (short i = 0; i < SCRATCH; i++) {
            found[i] = (short) 0x7FFF;
        }
        for (short i = 0; i < count; i++) {
            short across = x[i];
            short down = y[i];
            short last = (short) ((short) (i << 2) + NEIGHBOURS - 1);
            for (short j = (short) (i + 1); j < count; j++) {
                short dy = (short) (y[j] - down);
                if (dy > REACH) {
                    break;
                }
                short dx = (short) (x[j] - across);
                if (dx > REACH || dx < (short) -REACH) {
                    continue;
                }
                short square = (short) ((short) (dx * dx) + (short) (dy * dy));
                if (square < found[last]) {
                    insert(last, j, square);
                }
                short other = (short) ((short) (j << 2) + NEIGHBOURS - 1);
                if (square < found[other]) {
                    insert(other, i, square);
                }
            }
        }
    }

    private void insert(short last, short neighbour, short square) {
        short[] found = squares;
        byte[] index = distance;
        short first = (short) (last - NEIGHBOURS + 1);
        short at = last;
        while (at > first) {
            short before = (short) (at - 1);
            if (found[before] <= square) {
                break;
            }
            found[at] = found[before];
            index[at] = index[before];
            at = before;
        }
        found[at] = square;
        index[at] = (byte) neighbour;
    }

    private void describe(short count, short wide) {
        short at = 0;
        for (short i = 0; i < count; i++) {
            short inner = 0;
            short outer = 0;
            short end = (short) (at + NEIGHBOURS);
            for (; at < end; at++) {
                if (squares[at] == (short) 0x7FFF) {
                    distance[at] = NO_NEIGHBOUR;
                    continue;
                }
                relate(at, i, distance[at]);
                short length = distance[at];
                short slack = 0;
                if (wide != 0) {
                    slack = (short) (DISTANCE_SLACK + (short) (length >> 3));
                }
                short sectors = sectors(bearing[at], (short) (wide << 3));
                short nearest = (short) (length - slack);
                short farthest = (short) (length + slack);
                if (nearest < RING_1) {
                    inner = (short) (inner | sectors);
                }
                if (nearest < RING_2 && farthest >= RING_1) {
                    inner = (short) (inner | (short) (sectors << 8));
                }
                if (nearest < RING_3 && farthest >= RING_2) {
                    outer = (short) (outer | sectors);
                }
                if (farthest >= RING_3) {
                    outer = (short) (outer | (short) (sectors << 8));
                }
            }
            near[i] = inner;
            far[i] = outer;
        }
    }

    /**
     * The eighth of a turn that a bearing falls into, as a bit; both if the tolerance reaches into
     * the next.
     */
    private static short sectors(short bearing, short slack) {
        short low = (short) (1 << (short) ((short) ((short) (bearing - slack) >> 5) & 7));
        short high = (short) (1 << (short) ((short) ((short) (bearing + slack) >> 5) & 7));
        return (short) (low | high);
    }

    /**
     * Writes neighbour j of minutia i: distance, bearing and direction, the angles against those of
     * i.
     */
    private void relate(short at, short i, short j) {
        short dx = (short) (x[j] - x[i]);
        short up = (short) (y[i] - y[j]);
        short wide = dx < 0 ? (short) -dx : dx;
        short high = up < 0 ? (short) -up : up;
        short length = 0;
        short turn = 0;
        if (wide >= high) {
            if (wide > 0) {
                short slope = (short) ((short) (high << 5) / wide);
                length = (short) ((short) (wide * MatcherTables.HYPOTENUSE[slope]) >> 6);
                turn = MatcherTables.BEARING[slope];
            }
        } else {
            short slope = (short) ((short) (wide << 5) / high);
            length = (short) ((short) (high * MatcherTables.HYPOTENUSE[slope]) >> 6);
            turn = (short) (64 - MatcherTables.BEARING[slope]);
        }
        if (dx < 0) {
            turn = (short) (128 - turn);
        }
        if (up < 0) {
            turn = (short) -turn;
        }
        distance[at] = (byte) length;
        bearing[at] = (byte) (turn - angle[i]);
        direction[at] = (byte) (angle[j] - angle[i]);
    }

    /**
     * How well the neighbourhoods of minutia i here and minutia j there agree: up to 16 for each
     * neighbour that both have. At most 832 bytecodes.
     */
    short agreement(short i, CompactMinutiae other, short j) {
        byte[] distances = distance;
        byte[] bearings = bearing;
        byte[] directions = direction;
        short start = (short) (i << 2);
        short end = (short) (start + NEIGHBOURS);
        short at = (short) (j << 2);
        short otherEnd = (short) (at + NEIGHBOURS);
        short used = NO_NEIGHBOUR;
        short sum = 0;
        for (; at < otherEnd; at++) {
            short length = other.distance[at];
            if (length == NO_NEIGHBOUR) {
                break;
            }
            short slack = (short) (DISTANCE_SLACK + (short) (length >> 3));
            short best = 0;
            short chosen = 0;
            for (short k = start; k < end; k++) {
                short off = (short) (distances[k] - length);
                if (off > slack) {
                    break;
                }
                if (off < 0) {
                    off = (short) -off;
                    if (off > slack) {
                        start = (short) (k + 1);
                        continue;
                    }
                }
                short aside = (byte) (bearings[k] - other.bearing[at]);
                if (aside < 0) {
                    aside = (short) -aside;
                }
                if (aside > BEARING_SLACK) {
                    continue;
                }
                short turned = (byte) (directions[k] - other.direction[at]);
                if (turned < 0) {
                    turned = (short) -turned;
                }
                if (turned > DIRECTION_SLACK) {
                    continue;
                }
                short value = (short) (16 - (short) (aside >> 2) - (short) (turned >> 2) - off);
                if (value > best && k != used) {
                    best = value;
                    chosen = k;
                }
            }
            if (best > 0) {
                sum = (short) (sum + best);
                used = chosen;
            }
        }
        return sum;
    }

    /** Where to start looking for minutiae at or below a height. */
    short firstFrom(short top) {
        if (top <= 0) {
            return 0;
        }
        return top > 255 ? count() : (short) bands[(short) (top >> BAND_BITS)];
    }

    /** Number of minutiae inside a box, its edges included. */
    short within(short left, short top, short right, short bottom) {
        short inside = 0;
        short count = count();
        for (short i = firstFrom(top); i < count; i++) {
            short down = y[i];
            if (down > bottom) {
                break;
            }
            short across = x[i];
            if (down >= top && across >= left && across <= right) {
                inside++;
            }
        }
        return inside;
    }
}
