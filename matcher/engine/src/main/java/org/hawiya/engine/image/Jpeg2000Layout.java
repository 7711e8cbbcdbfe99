package org.hawiya.engine.image;

import java.nio.ByteBuffer;

/**
 * Checks the sizes that a JPEG 2000 file states (ISO/IEC 15444-1 annex A: SIZ and COD) before the
 * decoder believes them.
 */
final class Jpeg2000Layout {
    private static final int SOC_SIZ = 0xFF4FFF51;
    private static final int CODESTREAM_BOX = 0x6A703263; // "jp2c"
    private static final int COD = 0xFF52;
    private static final int SOT = 0xFF90;
    private static final int MAX_COMPONENTS = 4;
    private static final int MAX_TILES = 1_024;
    private static final int MAX_LAYERS = 256;
    private static final int MAX_LEVELS = 16;

    private Jpeg2000Layout() {}

    static void check(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        int start = codestream(in);
        need(in, start, 42);
        if (in.getInt(start) != SOC_SIZ) {
            throw new MalformedImageException(
                    "The JPEG 2000 codestream does not begin with its size (at byte "
                            + start
                            + ").");
        }
        long width = u32(in, start + 8) - u32(in, start + 16);
        long height = u32(in, start + 12) - u32(in, start + 20);
        ImageCodec.checkDimensions(clamp(width), clamp(height));
        long tileWidth = u32(in, start + 24);
        long tileHeight = u32(in, start + 28);
        int components = in.getShort(start + 40) & 0xFFFF;
        if (tileWidth == 0
                || tileHeight == 0
                || Math.ceilDiv(width, tileWidth) * Math.ceilDiv(height, tileHeight) > MAX_TILES
                || components < 1
                || components > MAX_COMPONENTS) {
            throw new MalformedImageException(
                    "A JPEG 2000 image of "
                            + components
                            + " components in tiles of "
                            + tileWidth
                            + " x "
                            + tileHeight
                            + " is not accepted.");
        }
        checkCodingStyles(in, start + 2);
    }

    private static void checkCodingStyles(ByteBuffer in, int firstMarker) {
        int at = firstMarker;
        while (at + 4 <= in.limit() && (in.getShort(at) & 0xFFFF) != SOT) {
            if ((in.getShort(at) & 0xFFFF) == COD) {
                need(in, at, 10);
                int layers = in.getShort(at + 6) & 0xFFFF;
                int levels = in.get(at + 9) & 0xFF;
                if (layers > MAX_LAYERS || levels > MAX_LEVELS) {
                    throw new MalformedImageException(
                            "A JPEG 2000 image of "
                                    + layers
                                    + " layers and "
                                    + levels
                                    + " levels is not accepted.");
                }
            }
            at += 2 + Math.max(2, in.getShort(at + 2) & 0xFFFF);
        }
    }

    /** Where the codestream begins: at once, or in the box of a JP2 file (annex I). */
    private static int codestream(ByteBuffer in) {
        if (in.limit() >= 4 && in.getInt(0) == SOC_SIZ) {
            return 0;
        }
        long at = 0;
        while (at + 8 <= in.limit()) {
            long length = u32(in, (int) at);
            if (in.getInt((int) at + 4) == CODESTREAM_BOX) {
                return (int) at + (length == 1 ? 16 : 8);
            }
            if (length < 8) {
                break;
            }
            at += length;
        }
        throw new MalformedImageException("The JPEG 2000 file has no codestream.");
    }

    private static void need(ByteBuffer in, int at, int bytes) {
        if (at + bytes > in.limit()) {
            throw new MalformedImageException("The JPEG 2000 codestream ends within its header.");
        }
    }

    private static long u32(ByteBuffer in, int at) {
        return in.getInt(at) & 0xFFFFFFFFL;
    }

    private static int clamp(long side) {
        return Math.clamp(side, -1, Integer.MAX_VALUE);
    }
}
