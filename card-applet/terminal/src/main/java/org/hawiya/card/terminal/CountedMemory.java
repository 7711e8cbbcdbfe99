package org.hawiya.card.terminal;

import com.licel.jcardsim.base.TransientMemory;

import java.lang.reflect.Array;

/** The simulator's transient memory, which has no end, with a count of what was taken from it. */
final class CountedMemory extends TransientMemory {

    /** Bytes in arrays; a card adds a few for each array. */
    int bytes() {
        int bytes = 0;
        for (Object array : clearOnDeselect) {
            bytes += size(array);
        }
        for (Object array : clearOnReset) {
            bytes += size(array);
        }
        return bytes;
    }

    private static int size(Object array) {
        int unit = array instanceof short[] ? 2 : 1;
        return Array.getLength(array) * unit;
    }
}
