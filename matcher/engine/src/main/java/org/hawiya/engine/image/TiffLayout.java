package org.hawiya.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks the sizes that a TIFF file states (TIFF 6.0 section 2) before the decoder believes them:
 * the JDK's reader allocates what an altered count asks for.
 */
final class TiffLayout {
    private static final int MAX_ENTRIES = 64;
    private static final int ENTRY_BYTES = 12;
    private static final int MAX_SAMPLES = 4;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_LENGTH = 323;
    private static final int SHORT = 3;

    private TiffLayout() {}

    static void check(byte[] file) {
        ByteBuffer in =
                ByteBuffer.wrap(file)
                        .order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (file.length < 8) {
            throw new MalformedImageException("The TIFF file ends within its header.");
        }
        long directory = in.getInt(4) & 0xFFFFFFFFL;
        if (directory < 8 || directory + 2 > file.length) {
            throw new MalformedImageException(
                    "The TIFF directory lies outside the file, at byte " + directory + ".");
        }
        int start = (int) directory;
        int entries = in.getShort(start) & 0xFFFF;
        if (entries > MAX_ENTRIES || start + 2L + (long) entries * ENTRY_BYTES > file.length) {
            throw new MalformedImageException(
                    "The TIFF directory cannot have " + entries + " entries.");
        }
        for (int i = 0; i < entries; i++) {
            checkEntry(in, start + 2 + i * ENTRY_BYTES, file.length);
        }
    }

    private static void checkEntry(ByteBuffer in, int at, int fileBytes) {
        int tag = in.getShort(at) & 0xFFFF;
        int type = in.getShort(at + 2) & 0xFFFF;
        long count = in.getInt(at + 4) & 0xFFFFFFFFL;
        if (type < 1 || type >= TYPE_BYTES.length || count * TYPE_BYTES[type] > fileBytes) {
            throw new MalformedImageException(
                    "The TIFF field "
                            + tag
                            + " states "
                            + count
                            + " values of type "
                            + type
                            + ", more than the file can hold (at byte "
                            + at
                            + ").");
        }
        long value = type == SHORT ? in.getShort(at + 8) & 0xFFFF : in.getInt(at + 8) & 0xFFFFFFFFL;
        if (tag == SAMPLES_PER_PIXEL && value > MAX_SAMPLES) {
            throw new MalformedImageException(
                    "A TIFF image of " + value + " samples a pixel is not accepted.");
        }
        if ((tag == TILE_WIDTH || tag == TILE_LENGTH) && value > GrayImage.MAX_SIDE) {
            throw new MalformedImageException(
                    "A TIFF tile of " + value + " pixels is not accepted.");
        }
    }
}
