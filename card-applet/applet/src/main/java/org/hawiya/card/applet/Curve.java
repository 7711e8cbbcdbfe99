package org.hawiya.card.applet;

import javacard.framework.Util;

/**
 * NIST P-256 and the check that a point lies on it.
 *
 * <p>A library that agrees on a key with a point of another curve gives its private key away piece by
 * piece, and not every card's library looks. So the card computes y^2 = x^3 - 3x + b itself, byte by
 * byte: a product of two bytes plus two more bytes fits 16 bits exactly.
 */
final class Curve {
    private static final short BYTES = 32;

    static final byte[] P = {
        (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF,
        (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF
    };
    static final byte[] A = {
        (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF,
        (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFC
    };
    static final byte[] B = {
        0x5A, (byte) 0xC6, 0x35, (byte) 0xD8, (byte) 0xAA, 0x3A, (byte) 0x93, (byte) 0xE7,
        (byte) 0xB3, (byte) 0xEB, (byte) 0xBD, 0x55, 0x76, (byte) 0x98, (byte) 0x86, (byte) 0xBC,
        0x65, 0x1D, 0x06, (byte) 0xB0, (byte) 0xCC, 0x53, (byte) 0xB0, (byte) 0xF6, 0x3B,
        (byte) 0xCE, 0x3C, 0x3E, 0x27, (byte) 0xD2, 0x60, 0x4B
    };
    static final byte[] G = {
        0x04, 0x6B, 0x17, (byte) 0xD1, (byte) 0xF2, (byte) 0xE1, 0x2C, 0x42, 0x47, (byte) 0xF8,
        (byte) 0xBC, (byte) 0xE6, (byte) 0xE5, 0x63, (byte) 0xA4, 0x40, (byte) 0xF2, 0x77, 0x03,
        0x7D, (byte) 0x81, 0x2D, (byte) 0xEB, 0x33, (byte) 0xA0, (byte) 0xF4, (byte) 0xA1, 0x39,
        0x45, (byte) 0xD8, (byte) 0x98, (byte) 0xC2, (byte) 0x96, 0x4F, (byte) 0xE3, 0x42,
        (byte) 0xE2, (byte) 0xFE, 0x1A, 0x7F, (byte) 0x9B, (byte) 0x8E, (byte) 0xE7, (byte) 0xEB,
        0x4A, 0x7C, 0x0F, (byte) 0x9E, 0x16, 0x2B, (byte) 0xCE, 0x33, 0x57, 0x6B, 0x31, 0x5E,
        (byte) 0xCE, (byte) 0xCB, (byte) 0xB6, 0x40, 0x68, 0x37, (byte) 0xBF, 0x51, (byte) 0xF5
    };
    static final byte[] N = {
        (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF,
        (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xBC,
        (byte) 0xE6, (byte) 0xFA, (byte) 0xAD, (byte) 0xA7, 0x17, (byte) 0x9E, (byte) 0x84,
        (byte) 0xF3, (byte) 0xB9, (byte) 0xCA, (byte) 0xC2, (byte) 0xFC, 0x63, 0x25, 0x51
    };

    /**
     * FIPS 186-4, D.2.3: the nine terms of the reduction, most significant word first. An entry is
     * the number of a 32-bit word of the product (15 the highest), or -1 for zero. Terms 1 and 2
     * are taken twice, the last four are subtracted.
     */
    private static final byte[] TERMS = {
        7, 6, 5, 4, 3, 2, 1, 0,
        15, 14, 13, 12, 11, -1, -1, -1,
        -1, 15, 14, 13, 12, -1, -1, -1,
        15, 14, -1, -1, -1, 10, 9, 8,
        8, 13, 15, 14, 13, 11, 10, 9,
        10, 8, -1, -1, -1, 13, 12, 11,
        11, 9, -1, -1, 15, 14, 13, 12,
        12, -1, 10, 9, 8, 15, 14, 13,
        13, -1, 11, 10, 9, -1, 15, 14
    };

    private static final short PRODUCT = 0;
    private static final short TERM = 64;
    private static final short LEFT = 96;
    private static final short RIGHT = 128;

    private Curve() {}

    /**
     * Whether 04, X, Y is a point of the curve. The infinite point has no such form.
     *
     * @param scratch at least 160 bytes, overwritten
     */
    static boolean contains(byte[] point, short off, byte[] scratch) {
        short x = (short) (off + 1);
        short y = (short) (off + 33);
        if (point[off] != 0x04 || !isBelow(point, x) || !isBelow(point, y)) {
            return false;
        }
        multiply(point, y, point, y, scratch, LEFT);
        multiply(point, x, point, x, scratch, RIGHT);
        // (x^2 + a) x + b, with a = -3 as p - 3
        add(scratch, RIGHT, A, (short) 0);
        multiply(scratch, RIGHT, point, x, scratch, RIGHT);
        add(scratch, RIGHT, B, (short) 0);
        return Util.arrayCompare(scratch, LEFT, scratch, RIGHT, BYTES) == 0;
    }

    private static boolean isBelow(byte[] value, short off) {
        for (short i = 0; i < BYTES; i++) {
            short a = (short) (value[(short) (off + i)] & 0xFF);
            short b = (short) (P[i] & 0xFF);
            if (a != b) {
                return a < b;
            }
        }
        return false;
    }

    /** out = a * b mod p; out may be one of the factors. */
    private static void multiply(
            byte[] a, short aOff, byte[] b, short bOff, byte[] scratch, short out) {
        Util.arrayFillNonAtomic(scratch, PRODUCT, (short) 64, (byte) 0);
        for (short i = 31; i >= 0; i--) {
            short factor = (short) (a[(short) (aOff + i)] & 0xFF);
            short carry = 0;
            short at = (short) (PRODUCT + i + 32);
            for (short j = 31; j >= 0; j--) {
                short sum =
                        (short)
                                (factor * (short) (b[(short) (bOff + j)] & 0xFF)
                                        + (short) (scratch[at] & 0xFF)
                                        + carry);
                scratch[at--] = (byte) sum;
                carry = (short) ((short) (sum >> 8) & 0xFF);
            }
            scratch[at] = (byte) carry;
        }
        reduce(scratch, out);
    }

    private static void reduce(byte[] scratch, short out) {
        Util.arrayFillNonAtomic(scratch, out, BYTES, (byte) 0);
        for (byte term = 0; term < 9; term++) {
            for (byte word = 0; word < 8; word++) {
                byte from = TERMS[(short) (term * 8 + word)];
                short to = (short) (TERM + word * 4);
                if (from < 0) {
                    Util.arrayFillNonAtomic(scratch, to, (short) 4, (byte) 0);
                } else {
                    Util.arrayCopyNonAtomic(
                            scratch, (short) (PRODUCT + (15 - from) * 4), scratch, to, (short) 4);
                }
            }
            // A term may be p or more; adding and subtracting reduce by p once, which is enough
            // because p is above 2^255.
            if (!isBelow(scratch, TERM)) {
                subtractRaw(scratch, TERM, P, (short) 0);
            }
            if (term >= 5) {
                subtract(scratch, out, scratch, TERM);
            } else {
                add(scratch, out, scratch, TERM);
                if (term == 1 || term == 2) {
                    add(scratch, out, scratch, TERM);
                }
            }
        }
    }

    /** a = a + b mod p, both below p. */
    private static void add(byte[] a, short aOff, byte[] b, short bOff) {
        short carry = 0;
        for (short i = 31; i >= 0; i--) {
            short sum =
                    (short)
                            ((short) (a[(short) (aOff + i)] & 0xFF)
                                    + (short) (b[(short) (bOff + i)] & 0xFF)
                                    + carry);
            a[(short) (aOff + i)] = (byte) sum;
            carry = (short) (sum >> 8);
        }
        if (carry != 0 || !isBelow(a, aOff)) {
            subtractRaw(a, aOff, P, (short) 0);
        }
    }

    /** a = a - b mod p, both below p. */
    private static void subtract(byte[] a, short aOff, byte[] b, short bOff) {
        if (subtractRaw(a, aOff, b, bOff)) {
            short carry = 0;
            for (short i = 31; i >= 0; i--) {
                short sum =
                        (short)
                                ((short) (a[(short) (aOff + i)] & 0xFF)
                                        + (short) (P[i] & 0xFF)
                                        + carry);
                a[(short) (aOff + i)] = (byte) sum;
                carry = (short) (sum >> 8);
            }
        }
    }

    /** True when it borrowed. */
    private static boolean subtractRaw(byte[] a, short aOff, byte[] b, short bOff) {
        short borrow = 0;
        for (short i = 31; i >= 0; i--) {
            short difference =
                    (short)
                            ((short) (a[(short) (aOff + i)] & 0xFF)
                                    - (short) (b[(short) (bOff + i)] & 0xFF)
                                    - borrow);
            a[(short) (aOff + i)] = (byte) difference;
            borrow = (short) (difference < 0 ? 1 : 0);
        }
        return borrow != 0;
    }
}
