package org.hawiya.engine.template;

import java.util.List;

/**
 * The minutiae of one print, exact enough that SourceAFIS scores the same with it as with its own
 * template.
 *
 * @param width pixels at 500 dpi
 * @param height pixels at 500 dpi
 */
public record Template(int width, int height, List<Minutia> minutiae) {
    /** What the records' one-byte counts can hold; the extractor keeps at most 100. */
    public static final int MAX_MINUTIAE = 255;

    public static final double PIXELS_PER_MILLIMETRE = 500 / 25.4;

    public Template {
        if (width < 1
                || height < 1
                || width > Minutia.MAX_COORDINATE
                || height > Minutia.MAX_COORDINATE) {
            throw new IllegalArgumentException(
                    "A template cannot be " + width + " x " + height + " pixels.");
        }
        if (minutiae.size() > MAX_MINUTIAE) {
            throw new IllegalArgumentException(
                    minutiae.size() + " minutiae are more than " + MAX_MINUTIAE + ".");
        }
        minutiae = List.copyOf(minutiae);
    }

    public boolean isEmpty() {
        return minutiae.isEmpty();
    }

    @Override
    public String toString() {
        return "Template[" + minutiae.size() + " minutiae, REDACTED]";
    }
}
