package org.hawiya.app.demo;

import org.hawiya.card.terminal.relay.FingerImage;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** An image file as a scanner gives it. The bytes are a person's: never logged. */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record PrintImage(byte[] file, int dpi) {
    /** What a live finger is taken to have: the relay's frame has no place for a resolution. */
    private static final int LIVE_DPI = 500;

    /**
     * The image as a live finger: at 500 dpi, and as a PNG when the file itself would be too large
     * for a frame.
     */
    FingerImage live(FingerPosition position) {
        if (dpi == LIVE_DPI && file.length <= FingerImage.MAX_BYTES) {
            return new FingerImage(position, file);
        }
        return new FingerImage(position, ImageCodec.writePng(scaled(ImageCodec.read(file, dpi))));
    }

    private static GrayImage scaled(GrayImage image) {
        if (image.dpi() == LIVE_DPI) {
            return image;
        }
        int width = Math.max(1, image.width() * LIVE_DPI / image.dpi());
        int height = Math.max(1, image.height() * LIVE_DPI / image.dpi());
        BufferedImage source =
                new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
        source.getRaster().setDataElements(0, 0, image.width(), image.height(), image.pixels());
        BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(source, 0, 0, width, height, null);
        graphics.dispose();
        byte[] pixels = ((DataBufferByte) target.getRaster().getDataBuffer()).getData();
        return new GrayImage(width, height, LIVE_DPI, pixels);
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
