package org.hawiya.card.terminal;

import javacard.framework.Util;
import javacard.security.KeyPair;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Takes the power away in the middle of a write. {@link TearingLoader} sends every write of the
 * applet's classes through here; a write to persistent memory is a point before it, one half way
 * through (of more than one byte) and one after it. From the chosen point on nothing is written any
 * more, until the card is reset. One thread.
 */
public final class PowerCut {

    /** The card has no power; nothing of the applet catches it. */
    static final class NoPower extends Error {
        private static final long serialVersionUID = 1L;

        NoPower() {
            super("no power", null, false, false);
        }
    }

    private static final Set<Object> persistent =
            Collections.newSetFromMap(new IdentityHashMap<>());
    private static int cutAt;
    private static int points;
    private static boolean dead;
    private static int comparisons;

    private PowerCut() {}

    static void watch(Iterable<byte[]> arrays) {
        persistent.clear();
        arrays.forEach(persistent::add);
    }

    /** Cuts at the given point, counted from 1; never when 0. */
    static void at(int point) {
        cutAt = point;
        points = 0;
        dead = false;
    }

    static boolean happened() {
        return dead;
    }

    static int comparisons() {
        return comparisons;
    }

    static void forgetComparisons() {
        comparisons = 0;
    }

    private static void point() {
        points++;
        if (dead || points == cutAt) {
            dead = true;
            throw new NoPower();
        }
    }

    public static void comparing() {
        comparisons++;
    }

    public static void store(byte[] array, int index, int value) {
        boolean watched = persistent.contains(array);
        if (watched) {
            point();
        }
        array[index] = (byte) value;
        if (watched) {
            point();
        }
    }

    public static short arrayCopyNonAtomic(
            byte[] src, short srcOff, byte[] dest, short destOff, short length) {
        if (!persistent.contains(dest)) {
            return Util.arrayCopyNonAtomic(src, srcOff, dest, destOff, length);
        }
        short half = (short) (length / 2);
        point();
        Util.arrayCopyNonAtomic(src, srcOff, dest, destOff, half);
        point();
        Util.arrayCopyNonAtomic(
                src,
                (short) (srcOff + half),
                dest,
                (short) (destOff + half),
                (short) (length - half));
        point();
        return (short) (destOff + length);
    }

    public static short arrayFillNonAtomic(byte[] dest, short off, short length, byte value) {
        if (!persistent.contains(dest)) {
            return Util.arrayFillNonAtomic(dest, off, length, value);
        }
        short half = (short) (length / 2);
        point();
        Util.arrayFillNonAtomic(dest, off, half, value);
        point();
        Util.arrayFillNonAtomic(dest, (short) (off + half), (short) (length - half), value);
        point();
        return (short) (off + length);
    }

    public static short setShort(byte[] dest, short off, short value) {
        if (!persistent.contains(dest)) {
            return Util.setShort(dest, off, value);
        }
        point();
        dest[off] = (byte) (value >> 8);
        point();
        dest[off + 1] = (byte) value;
        point();
        return (short) (off + 2);
    }

    public static void genKeyPair(KeyPair pair) {
        point();
        pair.genKeyPair();
        point();
    }
}
