package org.hawiya.engine.template;

/**
 * Converts a record's pixels to 500 dpi. Records state whole pixels a centimetre, so 500 dpi is
 * written 197.
 */
record Resolution(double pixelsPerCentimetreX, double pixelsPerCentimetreY) {
    static final int PER_CENTIMETRE_AT_500_DPI = 197;
    private static final double EXACT = 500 / 2.54;
    private static final int MIN = 39;
    private static final int MAX = 945;

    static Resolution read(RecordReader in) {
        int x = in.u16("resolution x");
        int y = in.u16("resolution y");
        if (x < MIN || y < MIN || x > MAX || y > MAX) {
            throw in.malformed(
                    "A resolution of " + x + " x " + y + " pixels a centimetre is not accepted");
        }
        return new Resolution(exact(x), exact(y));
    }

    // 196, 197 and 198 all mean 500 dpi: rounding twice would move minutiae by a pixel and change
    // scores.
    private static double exact(int perCentimetre) {
        return Math.abs(perCentimetre - EXACT) < 1.5 ? EXACT : perCentimetre;
    }

    int x(int pixels) {
        return (int) Math.round(pixels * EXACT / pixelsPerCentimetreX);
    }

    int y(int pixels) {
        return (int) Math.round(pixels * EXACT / pixelsPerCentimetreY);
    }
}
