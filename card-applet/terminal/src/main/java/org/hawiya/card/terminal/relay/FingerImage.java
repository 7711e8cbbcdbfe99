package org.hawiya.card.terminal.relay;

import java.util.Arrays;
import org.hawiya.engine.FingerPosition;

/**
 * A live finger.
 *
 * @param image the bytes of an image file of any type the engine reads, at most {@link #MAX_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record FingerImage(FingerPosition position, byte[] image) {

    /** Leaves room for what the envelope adds. */
    public static final int MAX_BYTES = 380 * 1024;

    public FingerImage {
        if (image.length == 0 || image.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "A finger's image is 1 to " + MAX_BYTES + " bytes, not " + image.length);
        }
        image = image.clone();
    }

    @Override
    public byte[] image() {
        return image.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FingerImage that
                && position == that.position
                && Arrays.equals(image, that.image);
    }

    @Override
    public int hashCode() {
        return position.hashCode();
    }

    @Override
    public String toString() {
        return "FingerImage[" + position + ", [REDACTED]]";
    }
}
