package org.hawiya.engine.synthesis;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;

/** A lossless image format that sets are written in. */
public enum PrintFormat {
    PNG,
    BMP;

    /** Without the dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    byte[] encode(GrayImage image) {
        return switch (this) {
            case PNG -> ImageCodec.writePng(image);
            case BMP -> bmp(image);
        };
    }

    private static byte[] bmp(GrayImage image) {
        BufferedImage buffered =
                new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
        buffered.getRaster().setDataElements(0, 0, image.width(), image.height(), image.pixels());
        ByteArrayOutputStream out = new ByteArrayOutputStream(image.pixels().length + 2000);
        try {
            if (!ImageIO.write(buffered, "bmp", out)) {
                throw new IllegalStateException("the JDK lost its BMP writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return out.toByteArray();
    }
}
