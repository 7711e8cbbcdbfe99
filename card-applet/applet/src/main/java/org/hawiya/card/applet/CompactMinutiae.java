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

    /** Entries of a minutia's row: its neighbours and an end mark. */
    private static final byte ROW = (byte) (NEIGHBOURS + 1);

    /** A place in scratch that no neighbour took. */
    private static final short NOTHING = (short) 0x7FFF;

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

    private static final short[] SECTOR_BITS = {1, 2, 4, 8, 16, 32, 64, 128};

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
     * Neighbour k of minutia i at 5 i + k, an end mark behind the last: distance, bearing and
     * direction, the angles against the minutia's own.
     */
    private final byte[] distance;

    private final byte[] bearing;
    private final byte[] direction;

    /** First minutia of each band of 1.6 mm, downwards. */
    private final byte[] bands;

    private final short[] state;
    private final short[] scratch;

    CompactMinutiae(short[] scratch) {
        this.scratch = scratch;
        x = JCSystem.makeTransientShortArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        y = JCSystem.makeTransientShortArray((short) (MAX + 1), JCSystem.CLEAR_ON_DESELECT);
        angle = JCSystem.makeTransientByteArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        type = JCSystem.makeTransientByteArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        near = JCSystem.makeTransientShortArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        far = JCSystem.makeTransientShortArray(MAX, JCSystem.CLEAR_ON_DESELECT);
        distance = JCSystem.makeTransientByteArray((short) (MAX * ROW), JCSystem.CLEAR_ON_DESELECT);
        bearing = JCSystem.makeTransientByteArray((short) (MAX * ROW), JCSystem.CLEAR_ON_DESELECT);
        direction =
                JCSystem.makeTransientByteArray((short) (MAX * ROW), JCSystem.CLEAR_ON_DESELECT);
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
     * @param wide for the side whose signatures are widened by the tolerances
     * @return number of minutiae
     * @throws ISOException 6A80 when empty, too long, not a multiple of three, or not in order
     */
    short read(byte[] src, short off, short len, boolean wide) {
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
        y[count] = (short) 0x7FFF;
        state[STATE_LEFT] = left;
        state[STATE_RIGHT] = right;
    }

    /**
     * The nearest neighbours of each minutia to scratch, nearest first: squared distance over 16 in
     * the high bits, index in the low six. From the last minutia to the first, and downwards from
     * each: so near ones come first on both sides and few entries are moved.
     */
    private void seekNeighbours(short count) {
        short[] found = scratch;
        short[] xs = x;
        short[] ys = y;
        for (short i = (short) (SCRATCH - 1); i >= 0; i--) {
            found[i] = NOTHING;
        }
        short last = (short) ((short) (count << 2) - 1);
        for (short i = (short) (count - 2); i >= 0; i--) {
            last -= NEIGHBOURS;
            short across = xs[i];
            short down = ys[i];
            short j = (short) (i + 1);
            do {
                short dy = (short) (ys[j] - down);
                if (dy > REACH) {
                    break;
                }
                short dx = (short) (xs[j] - across);
                if (dx <= REACH && dx >= (short) -REACH) {
                    short square = (short) ((short) (dx * dx) + (short) (dy * dy));
                    square = (short) ((short) (square << 2) & (short) 0xFFC0);
                    if (square < found[last]) {
                        insert(last, (short) (square | j));
                    }
                    short other = (short) ((short) (j << 2) + NEIGHBOURS - 1);
                    if (square < found[other]) {
                        insert(other, (short) (square | i));
                    }
                }
                j++;
            } while (j < count);
        }
    }

    /** Puts an entry into a sorted list of four that ends at {@code at}, and drops the last. */
    private void insert(short at, short entry) {
        short[] found = scratch;
        short before = (short) (at - 1);
        if (found[before] <= entry) {
            found[at] = entry;
            return;
        }
        found[at] = found[before];
        at--;
        before--;
        if (found[before] <= entry) {
            found[at] = entry;
            return;
        }
        found[at] = found[before];
        at--;
        before--;
        if (found[before] <= entry) {
            found[at] = entry;
            return;
        }
        found[at] = found[before];
        found[before] = entry;
    }

    /**
     * Fills neighbours and signatures. A neighbour sets the bit of its ring and sector; on the wide
     * side every bit that its tolerances reach.
     */
    private void describe(short count, boolean wide) {
        short[] found = scratch;
        byte[] lengths = distance;
        byte[] bearings = bearing;
        short first = 0;
        short row = 0;
        for (short i = 0; i < count; i++) {
            short inner = 0;
            short outer = 0;
            short at = first;
            first += NEIGHBOURS;
            do {
                short entry = found[at];
                if (entry == NOTHING) {
                    break;
                }
                short length = relate(row, i, (short) (entry & 63));
                short sector = bearings[row];
                if (wide) {
                    short bits = sectors(sector);
                    short slack = (short) (DISTANCE_SLACK + (short) (length >> 3));
                    short nearest = (short) (length - slack);
                    short farthest = (short) (length + slack);
                    inner =
                            (short)
                                    (inner
                                            | rings(
                                                    bits, nearest, farthest, (short) 0, RING_1,
                                                    RING_2));
                    outer =
                            (short)
                                    (outer
                                            | rings(
                                                    bits,
                                                    nearest,
                                                    farthest,
                                                    RING_2,
                                                    RING_3,
                                                    (short) 255));
                } else {
                    short bit = SECTOR_BITS[(short) ((short) (sector >> 5) & 7)];
                    if (length < RING_2) {
                        inner = (short) (inner | (length < RING_1 ? bit : (short) (bit << 8)));
                    } else {
                        outer = (short) (outer | (length < RING_3 ? bit : (short) (bit << 8)));
                    }
                }
                at++;
                row++;
            } while (at < first);
            lengths[row] = NO_NEIGHBOUR;
            row = (short) (row + first - at + 1);
            near[i] = inner;
            far[i] = outer;
        }
    }

    /** The eighths of a turn that a bearing may fall into, as bits. */
    private static short sectors(short bearing) {
        short low = (short) ((short) ((short) (bearing - BEARING_SLACK) >> 5) & 7);
        short high = (short) ((short) ((short) (bearing + BEARING_SLACK) >> 5) & 7);
        return (short) (SECTOR_BITS[low] | SECTOR_BITS[high]);
    }

    /**
     * The bits for two rings that meet at {@code middle}: the inner one low, the outer one high.
     */
    private static short rings(
            short bits, short nearest, short farthest, short from, short middle, short to) {
        if (nearest >= to || farthest < from) {
            return 0;
        }
        short outside = farthest >= middle ? (short) (bits << 8) : (short) 0;
        return nearest < middle ? (short) (bits | outside) : outside;
    }

    /**
     * Writes neighbour j of minutia i: distance, bearing and direction, the angles against those of
     * i.
     *
     * @return the distance
     */
    private short relate(short at, short i, short j) {
        short wide = (short) (x[j] - x[i]);
        short high = (short) (y[i] - y[j]);
        short half = 0;
        short sign = 0;
        if (wide < 0) {
            wide = (short) -wide;
            half = 1;
        }
        if (high < 0) {
            high = (short) -high;
            sign = 1;
        }
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
        if (half != 0) {
            turn = (short) (128 - turn);
        }
        if (sign != 0) {
            turn = (short) -turn;
        }
        short own = angle[i];
        distance[at] = (byte) length;
        bearing[at] = (byte) (turn - own);
        direction[at] = (byte) (angle[j] - own);
        return length;
    }

    /**
     * How well the neighbourhoods of minutia i here and minutia j there agree: up to 16 for each
     * neighbour that both have. At most 832 bytecodes.
     *
     * @param least gives up once the sum cannot be more than this
     */
    short agreement(short i, CompactMinutiae other, short j, short least) {
        byte[] distances = distance;
        byte[] bearings = bearing;
        byte[] directions = direction;
        byte[] lengths = other.distance;
        short start = (short) (i * ROW);
        short at = (short) (j * ROW);
        short length = lengths[at];
        short used = -1;
        short sum = 0;
        short wanted = (short) (least - (short) (NEIGHBOURS * 16));
        while (length != NO_NEIGHBOUR && sum > wanted) {
            short slack = (short) (DISTANCE_SLACK + (short) (length >> 3));
            short off = (short) (distances[start] - length);
            while (off < (short) -slack) {
                start++;
                off = (short) (distances[start] - length);
            }
            if (off <= slack) {
                short aside = other.bearing[at];
                short ahead = other.direction[at];
                short best = 0;
                short chosen = 0;
                short k = start;
                do {
                    short value = (byte) (bearings[k] - aside);
                    if (value < 0) {
                        value = (short) -value;
                    }
                    if (value <= BEARING_SLACK) {
                        short turned = (byte) (directions[k] - ahead);
                        if (turned < 0) {
                            turned = (short) -turned;
                        }
                        if (turned <= DIRECTION_SLACK) {
                            value = (short) (16 - (short) (value >> 2) - (short) (turned >> 2));
                            value = off < 0 ? (short) (value + off) : (short) (value - off);
                            if (value > best && k != used) {
                                best = value;
                                chosen = k;
                            }
                        }
                    }
                    k++;
                    off = (short) (distances[k] - length);
                } while (off <= slack);
                if (best > 0) {
                    sum = (short) (sum + best);
                    used = chosen;
                }
            }
            wanted += 16;
            at++;
            length = lengths[at];
        }
        return sum;
    }

    /** The first minutia at or below a height; the count if there is none. */
    short firstFrom(short top) {
        if (top <= 0) {
            return 0;
        }
        if (top > 255) {
            return state[STATE_COUNT];
        }
        short[] ys = y;
        short i = bands[(short) (top >> BAND_BITS)];
        while (ys[i] < top) {
            i++;
        }
        return i;
    }

    /** Number of minutiae inside a box, its edges included. */
    short within(short left, short top, short right, short bottom) {
        short inside = 0;
        for (short i = firstFrom(top); y[i] <= bottom; i++) {
            short across = x[i];
            if (across >= left && across <= right) {
                inside++;
            }
        }
        return inside;
    }
}
