package org.hawiya.engine.descriptor;

import java.util.Arrays;

/**
 * The code of one print: {@link #STRUCTURES} structures of {@link #WORDS} words each, structure
 * after structure. A print of fewer minutiae leaves the rest zero, and a zero structure resembles
 * nothing.
 */
@SuppressWarnings(
        "ArrayRecordComponent") // written and scanned by the million; the array is never changed
                                // after it is made
public record PrintCode(long[] words) {
    public static final int STRUCTURES = 16;
    public static final int WORDS = 3;
    public static final int LONGS = STRUCTURES * WORDS;

    public PrintCode {
        if (words.length != LONGS) {
            throw new IllegalArgumentException(
                    "A print code has " + LONGS + " words, not " + words.length + ".");
        }
    }

    /**
     * How many bits the most similar of this print's structures shares with a structure of another
     * print.
     */
    int bestOverlap(PrintCode other, int structure) {
        int best = 0;
        for (int mine = 0; mine < LONGS; mine += WORDS) {
            int overlap = 0;
            for (int word = 0; word < WORDS; word++) {
                overlap +=
                        Long.bitCount(words[mine + word] & other.words[structure * WORDS + word]);
            }
            best = Math.max(best, overlap);
        }
        return best;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrintCode code && Arrays.equals(words, code.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "PrintCode[REDACTED]";
    }
}
