package org.hawiya.engine.image;

/**
 * A grey image, row-major from the top left, one byte a pixel, 0 is black. The pixels are not
 * copied: whoever makes the image hands them over.
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a copy of 16 MB for every access is no option, and images are
// never compared
public record GrayImage(int width, int height, int dpi, byte[] pixels) {
    public static final int MAX_SIDE = 8_192;
    public static final int MAX_PIXELS = 16_000_000;
    public static final int MIN_DPI = 100;
    public static final int MAX_DPI = 2_400;

    public GrayImage {
        if (width < 1
                || height < 1
                || width > MAX_SIDE
                || height > MAX_SIDE
                || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "An image of " + width + " x " + height + " pixels is not accepted.");
        }
        if (dpi < MIN_DPI || dpi > MAX_DPI) {
            throw new IllegalArgumentException("A resolution of " + dpi + " dpi is not accepted.");
        }
        if (pixels.length != width * height) {
            throw new IllegalArgumentException(
                    pixels.length + " bytes are not " + width + " x " + height + " pixels.");
        }
    }

    /** Brightness from 0 (black) to 255 (white). */
    public int at(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    @Override
    public String toString() {
        return "GrayImage[" + width + " x " + height + ", " + dpi + " dpi, REDACTED]";
    }
}
