package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/**
 * A byte string in persistent memory that is there whole or not at all, also when power is lost in
 * the middle of a write.
 *
 * <p>One marker byte says which copy counts; it is written last, and a single byte is the unit that a
 * card writes or does not write. With two copies the old content stays until the new one is whole; with
 * one copy the object is absent meanwhile. Transactions are not used: their buffer is small and their
 * behaviour on a cut is the platform's, not ours.
 */
final class StoredObject {
    private static final byte ABSENT = 0x00;
    private static final byte FIRST = 0x5A;
    private static final byte SECOND = (byte) 0xA5;

    private final byte[] first;
    private final byte[] second;

    /** [0] marker, [1..2] length of the first copy, [3..4] of the second. */
    private final byte[] header;

    /**
     * Takes the memory.
     *
     * @param twin whether the old content must outlive a cut-off write
     */
    StoredObject(short capacity, boolean twin) {
        first = new byte[capacity];
        second = twin ? new byte[capacity] : first;
        header = new byte[5];
    }

    boolean isPresent() {
        return header[0] == FIRST || header[0] == SECOND;
    }

    short length() {
        if (header[0] == FIRST) {
            return Util.getShort(header, (short) 1);
        }
        return header[0] == SECOND ? Util.getShort(header, (short) 3) : 0;
    }

    short capacity() {
        return (short) first.length;
    }

    /** The content; only the first {@link #length} bytes mean anything. */
    byte[] content() {
        return header[0] == SECOND ? second : first;
    }

    /** Replaces the whole content. */
    void put(byte[] src, short off, short length) {
        write((short) 0, src, off, length);
        commit(length);
    }

    /**
     * Writes a piece of the next content, which does not count before {@link #commit}.
     *
     * @throws ISOException 6A84 when it goes beyond the object's memory
     */
    void write(short at, byte[] src, short off, short length) {
        if ((short) (at + length) > first.length) {
            ISOException.throwIt(ISO7816.SW_FILE_FULL);
        }
        if (second == first) {
            header[0] = ABSENT;
        }
        Util.arrayCopyNonAtomic(src, off, next(), at, length);
    }

    /** Makes the written pieces the content. */
    void commit(short length) {
        byte marker = header[0] == FIRST && second != first ? SECOND : FIRST;
        Util.setShort(header, (short) (marker == FIRST ? 1 : 3), length);
        header[0] = marker;
    }

    void clear() {
        header[0] = ABSENT;
        Util.arrayFillNonAtomic(first, (short) 0, (short) first.length, (byte) 0);
        Util.arrayFillNonAtomic(second, (short) 0, (short) second.length, (byte) 0);
    }

    private byte[] next() {
        return header[0] == FIRST ? second : first;
    }
}
