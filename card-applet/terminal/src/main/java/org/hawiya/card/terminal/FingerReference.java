package org.hawiya.card.terminal;

import java.util.Arrays;
import org.hawiya.engine.FingerPosition;

/**
 * One enrolled finger as it goes into a container.
 *
 * @param position which finger
 * @param compactTemplate 3 bytes a minutia, ISO/IEC 19794-2 compact card form, YX ascending, {@link
 *     #MIN_MINUTIAE} to {@link #MAX_MINUTIAE} of them
 * @param threshold the card accepts a score of at least this
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record FingerReference(FingerPosition position, byte[] compactTemplate, int threshold) {

    public static final int MIN_MINUTIAE = 8;
    public static final int MAX_MINUTIAE = 40;

    public FingerReference {
        int count = compactTemplate.length / 3;
        if (compactTemplate.length % 3 != 0 || count < MIN_MINUTIAE || count > MAX_MINUTIAE) {
            throw new IllegalArgumentException(
                    "A template for the card is 8 to 40 minutiae of 3 bytes, not "
                            + compactTemplate.length
                            + " bytes");
        }
        if (threshold < 1 || threshold > Short.MAX_VALUE) {
            throw new IllegalArgumentException("Threshold out of range: " + threshold);
        }
        compactTemplate = compactTemplate.clone();
    }

    @Override
    public byte[] compactTemplate() {
        return compactTemplate.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FingerReference that
                && position == that.position
                && threshold == that.threshold
                && Arrays.equals(compactTemplate, that.compactTemplate);
    }

    @Override
    public int hashCode() {
        return position.hashCode();
    }

    @Override
    public String toString() {
        return "FingerReference[" + position + ", [REDACTED]]";
    }
}
