package org.hawiya.engine.image;

import org.jnbis.api.Jnbis;
import org.jnbis.api.model.Bitmap;

/**
 * WSQ (FBI IAFIS-IC-0110): finds the frame header, so that the size is known before a pixel is
 * decoded.
 */
final class WsqFile {
    private static final int SOI = 0xFFA0;
    private static final int SOF = 0xFFA2;
    private static final int SOB = 0xFFA3;

    private WsqFile() {}

    static boolean looksLike(byte[] file) {
        return file.length >= 4 && u16(file, 0) == SOI;
    }

    static GrayImage read(byte[] file, int dpi) {
        checkFrame(file);
        try {
            Bitmap bitmap = Jnbis.wsq().decode(file).asBitmap();
            ImageCodec.checkDimensions(bitmap.getWidth(), bitmap.getHeight());
            return new GrayImage(bitmap.getWidth(), bitmap.getHeight(), dpi, bitmap.getPixels());
        } catch (MalformedImageException e) {
            throw e;
        } catch (RuntimeException e) {
            // jnbis runs over the ends of its arrays when the entropy-coded part is cut or altered.
            throw new MalformedImageException(
                    "The WSQ image cannot be decoded: " + e.getMessage(), e);
        }
    }

    /** Walks the marker segments up to the first block and checks the dimensions of the frame. */
    private static void checkFrame(byte[] file) {
        int at = 2;
        while (at + 4 <= file.length) {
            int marker = u16(file, at);
            int length = u16(file, at + 2);
            if (marker >> 8 != 0xFF || length < 2) {
                throw new MalformedImageException(
                        "The WSQ image has no valid marker at byte " + at + ".");
            }
            if (marker == SOF) {
                if (at + 10 > file.length) {
                    break;
                }
                // Lf(2) A(1) B(1) Y(2) X(2)
                ImageCodec.checkDimensions(u16(file, at + 8), u16(file, at + 6));
                return;
            }
            if (marker == SOB) {
                break;
            }
            at += 2 + length;
        }
        throw new MalformedImageException("The WSQ image ends before its frame header.");
    }

    private static int u16(byte[] file, int at) {
        return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
    }
}
