package org.hawiya.engine.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads fingerprint image files: TIFF, PNG, BMP, JPEG, WSQ, JPEG 2000, recognised by their first
 * bytes and never by a name. Size and dimensions are checked against {@link GrayImage}'s limits
 * before anything is decoded. Thread-safe.
 */
public final class ImageCodec {
    public static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

    static {
        ImageIO.setUseCache(false);
    }

    private ImageCodec() {}

    /**
     * Decodes a file. Colours become luminance; a resolution inside the file is ignored, because
     * scanners are known to write wrong ones.
     *
     * @throws MalformedImageException when the bytes are no such image or exceed a limit
     * @throws IllegalArgumentException when {@code dpi} is out of {@link GrayImage}'s range
     */
    public static GrayImage read(byte[] file, int dpi) {
        if (dpi < GrayImage.MIN_DPI || dpi > GrayImage.MAX_DPI) {
            throw new IllegalArgumentException("A resolution of " + dpi + " dpi is not accepted.");
        }
        if (file.length > MAX_FILE_BYTES) {
            throw new MalformedImageException(
                    "The file has "
                            + file.length
                            + " bytes; at most "
                            + MAX_FILE_BYTES
                            + " are accepted.");
        }
        if (WsqFile.looksLike(file)) {
            return WsqFile.read(file, dpi);
        }
        String format = formatOf(file);
        switch (format) {
            case "tiff" -> TiffLayout.check(file);
            case "jpeg2000" -> Jpeg2000Layout.check(file);
            default -> {
                // the reader's own header says enough
            }
        }
        return readRaster(file, format, dpi);
    }

    /** Writes a lossless PNG, eight bits a pixel, without the resolution. */
    public static byte[] writePng(GrayImage image) {
        BufferedImage buffered =
                new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
        buffered.getRaster().setDataElements(0, 0, image.width(), image.height(), image.pixels());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(buffered, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String formatOf(byte[] file) {
        if (startsWith(file, 0x89, 'P', 'N', 'G')) {
            return "png";
        }
        if (startsWith(file, 0xFF, 0xD8, 0xFF)) {
            return "jpeg";
        }
        if (startsWith(file, 'B', 'M')) {
            return "bmp";
        }
        if (startsWith(file, 'I', 'I', 42, 0) || startsWith(file, 'M', 'M', 0, 42)) {
            return "tiff";
        }
        if (startsWith(file, 0, 0, 0, 12, 'j', 'P', ' ', ' ')
                || startsWith(file, 0xFF, 0x4F, 0xFF, 0x51)) {
            return "jpeg2000";
        }
        throw new MalformedImageException(
                "The file is no TIFF, PNG, BMP, JPEG, WSQ or JPEG 2000 image (its first bytes are unknown).");
    }

    private static boolean startsWith(byte[] file, int... magic) {
        if (file.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((file[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    // The decoders throw whatever a broken file drives them to, unchecked exceptions included; at
    // this border every
    // one of them means the same.
    private static GrayImage readRaster(byte[] file, String format, int dpi) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("No decoder for " + format + " is installed.");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            checkDimensions(reader.getWidth(0), reader.getHeight(0));
            ImageReadParam param = reader.getDefaultReadParam();
            BufferedImage decoded = reader.read(0, param);
            return gray(decoded, dpi);
        } catch (MalformedImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedImageException(
                    "The "
                            + format.toUpperCase(Locale.ROOT)
                            + " image cannot be decoded: "
                            + reason(e),
                    e);
        } finally {
            reader.dispose();
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        if (!(e instanceof IOException) || message == null) {
            return "what it says of itself is contradictory.";
        }
        return message.lines().findFirst().orElse("");
    }

    static void checkDimensions(int width, int height) {
        if (width < 1
                || height < 1
                || width > GrayImage.MAX_SIDE
                || height > GrayImage.MAX_SIDE
                || (long) width * height > GrayImage.MAX_PIXELS) {
            throw new MalformedImageException(
                    "An image of "
                            + width
                            + " x "
                            + height
                            + " pixels is not accepted (at most "
                            + GrayImage.MAX_SIDE
                            + " a side and "
                            + GrayImage.MAX_PIXELS
                            + " in all).");
        }
    }

    private static GrayImage gray(BufferedImage image, int dpi) {
        int width = image.getWidth();
        int height = image.getHeight();
        checkDimensions(width, height);
        byte[] pixels = new byte[width * height];
        Raster raster = image.getRaster();
        boolean plainGray =
                raster.getNumBands() == 1
                        && raster.getSampleModel().getSampleSize(0) == 8
                        && image.getType() == BufferedImage.TYPE_BYTE_GRAY;
        if (plainGray) {
            // Not through getRGB: Java would convert linear grey to sRGB and change every value.
            int[] row = new int[width];
            for (int y = 0; y < height; y++) {
                raster.getSamples(0, y, width, 1, 0, row);
                for (int x = 0; x < width; x++) {
                    pixels[y * width + x] = (byte) row[x];
                }
            }
        } else {
            int[] row = new int[width];
            for (int y = 0; y < height; y++) {
                image.getRGB(0, y, width, 1, row, 0, width);
                for (int x = 0; x < width; x++) {
                    pixels[y * width + x] = (byte) luminance(row[x]);
                }
            }
        }
        return new GrayImage(width, height, dpi, pixels);
    }

    private static int luminance(int rgb) {
        return (((rgb >> 16) & 0xFF) * 299 + ((rgb >> 8) & 0xFF) * 587 + (rgb & 0xFF) * 114 + 500)
                / 1000;
    }
}
