package org.hawiya.engine.template;

import java.util.ArrayList;
import java.util.List;

/**
 * The gallery's own form: 6 bytes and 8 for each minutia, and SourceAFIS scores exactly as with the
 * original. The direction stays a whole float, because SourceAFIS's enumeration of edges is
 * sensitive to its last bits.
 *
 * <pre>
 * version(1) count(1) width(2) height(2) { x(2) type(1 bit) y(15 bits) direction(4, IEEE 754) }
 * </pre>
 */
public final class PackedTemplate {
    static final int VERSION = 1;
    static final int HEADER_BYTES = 6;
    static final int MINUTIA_BYTES = 8;
    private static final int TYPE_BIT = 0x8000;

    /** The length of the longest packed template. */
    public static final int MAX_BYTES = HEADER_BYTES + Template.MAX_MINUTIAE * MINUTIA_BYTES;

    private PackedTemplate() {}

    public static byte[] pack(Template template) {
        List<Minutia> minutiae = template.minutiae();
        byte[] packed = new byte[HEADER_BYTES + minutiae.size() * MINUTIA_BYTES];
        packed[0] = VERSION;
        packed[1] = (byte) minutiae.size();
        put16(packed, 2, template.width());
        put16(packed, 4, template.height());
        int at = HEADER_BYTES;
        for (Minutia minutia : minutiae) {
            put16(packed, at, minutia.x());
            put16(
                    packed,
                    at + 2,
                    minutia.y() | (minutia.type() == MinutiaType.BIFURCATION ? TYPE_BIT : 0));
            int bits = Float.floatToIntBits(minutia.direction());
            put16(packed, at + 4, bits >>> 16);
            put16(packed, at + 6, bits & 0xFFFF);
            at += MINUTIA_BYTES;
        }
        return packed;
    }

    /**
     * The template that was packed.
     *
     * @throws MalformedTemplateException when the bytes were not made by {@link #pack}
     */
    public static Template unpack(byte[] packed) {
        RecordReader in = new RecordReader(packed);
        int version = in.u8("version");
        if (version != VERSION) {
            throw new MalformedTemplateException(
                    "Version " + version + " of the packed form is unknown", 0);
        }
        int count = in.u8("count");
        int width = in.u16("width");
        int height = in.u16("height");
        if (in.remaining() != count * MINUTIA_BYTES) {
            throw in.malformed(in.remaining() + " bytes are not " + count + " minutiae");
        }
        List<Minutia> minutiae = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int offset = in.at();
            int x = in.u16("x");
            int y = in.u16("y");
            float direction =
                    Float.intBitsToFloat((in.u16("direction") << 16) | in.u16("direction"));
            MinutiaType type = (y & TYPE_BIT) != 0 ? MinutiaType.BIFURCATION : MinutiaType.ENDING;
            minutiae.add(TemplateBuilding.minutia(x, y & ~TYPE_BIT, direction, type, offset));
        }
        return TemplateBuilding.template(width, height, minutiae, 2);
    }

    private static void put16(byte[] to, int at, int value) {
        to[at] = (byte) (value >> 8);
        to[at + 1] = (byte) value;
    }
}
