package org.hawiya.engine.template;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.hawiya.engine.FingerPosition;

/**
 * ISO/IEC 19794-2:2005 finger minutiae records (clause 7: record format), one finger view in a
 * record. Coordinates are rounded to the record's pixels and directions to 1.40625 degrees: good
 * for interchange, not exact.
 */
public final class IsoTemplate {
    private static final long MAGIC = 0x464D5200L; // "FMR\0"
    private static final long VERSION_2005 = 0x20323000L; // " 20\0"
    private static final int HEADER_BYTES = 24;
    private static final int VIEW_HEADER_BYTES = 4;
    private static final int MINUTIA_BYTES = 6;
    private static final int ANGLE_UNITS = 256;
    private static final int COORDINATE_MASK = 0x3FFF;
    private static final int TYPE_SHIFT = 14;
    private static final int TYPE_ENDING = 1;
    private static final int TYPE_BIFURCATION = 2;
    private static final int MAX_RECORD_BYTES = 64 * 1024;

    private IsoTemplate() {}

    /**
     * Writes a record of one finger view.
     *
     * @param quality of the finger, 0 to 100 (clause 7.4.1.4)
     */
    public static byte[] write2005(Template template, FingerPosition position, int quality) {
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException(
                    "A quality of " + quality + " is not within 0 to 100.");
        }
        List<Minutia> minutiae = template.minutiae();
        int length = HEADER_BYTES + VIEW_HEADER_BYTES + MINUTIA_BYTES * minutiae.size() + 2;
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        put32(out, MAGIC);
        put32(out, VERSION_2005);
        put32(out, length);
        put16(out, 0); // capture equipment: not stated
        put16(out, template.width());
        put16(out, template.height());
        put16(out, Resolution.PER_CENTIMETRE_AT_500_DPI);
        put16(out, Resolution.PER_CENTIMETRE_AT_500_DPI);
        out.write(1); // views
        out.write(0);
        out.write(position.code());
        out.write(0); // view 0, impression: live-scan plain
        out.write(quality);
        out.write(minutiae.size());
        for (Minutia minutia : minutiae) {
            int type = minutia.type() == MinutiaType.ENDING ? TYPE_ENDING : TYPE_BIFURCATION;
            put16(out, (type << TYPE_SHIFT) | minutia.x());
            put16(out, minutia.y());
            out.write(Angles.toUnits(minutia.direction(), ANGLE_UNITS));
            out.write(0); // minutia quality: not reported
        }
        put16(out, 0); // no extended data
        return out.toByteArray();
    }

    /**
     * The first finger view of a record.
     *
     * @throws MalformedTemplateException when the record breaks the format
     */
    public static Template read(byte[] record) {
        RecordReader in = new RecordReader(record);
        if (record.length > MAX_RECORD_BYTES) {
            throw in.malformed(
                    "A record of " + record.length + " bytes is longer than " + MAX_RECORD_BYTES);
        }
        if (in.u32("format identifier") != MAGIC) {
            throw new MalformedTemplateException("The record does not start with FMR", 0);
        }
        if (in.u32("version") != VERSION_2005) {
            throw new MalformedTemplateException("The version is not \" 20\"", 4);
        }
        return read2005(in, record.length);
    }

    private static Template read2005(RecordReader in, int recordLength) {
        long length = in.u32("record length");
        if (length != recordLength) {
            throw new MalformedTemplateException(
                    "The record says that it has " + length + " bytes but has " + recordLength, 8);
        }
        in.skip(2, "capture equipment");
        int width = in.u16("width");
        int height = in.u16("height");
        Resolution resolution = Resolution.read(in);
        if (in.u8("number of views") == 0) {
            throw in.malformed("The record holds no finger view");
        }
        in.skip(1, "reserved byte");
        in.skip(3, "finger view header");
        int count = in.u8("number of minutiae");
        List<Minutia> minutiae = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            minutiae.add(minutia(in, resolution));
        }
        in.skip(in.u16("length of extended data"), "extended data");
        return TemplateBuilding.template(resolution.x(width), resolution.y(height), minutiae, 14);
    }

    private static Minutia minutia(RecordReader in, Resolution resolution) {
        int offset = in.at();
        int typeAndX = in.u16("minutia");
        int y = in.u16("minutia") & COORDINATE_MASK;
        int angle = in.u8("minutia");
        in.skip(1, "minutia");
        // 00 is "other": like an ending, as SourceAFIS takes it.
        MinutiaType type =
                typeAndX >> TYPE_SHIFT == TYPE_BIFURCATION
                        ? MinutiaType.BIFURCATION
                        : MinutiaType.ENDING;
        return TemplateBuilding.minutia(
                resolution.x(typeAndX & COORDINATE_MASK),
                resolution.y(y),
                Angles.fromUnits(angle, ANGLE_UNITS),
                type,
                offset);
    }

    private static void put16(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private static void put32(ByteArrayOutputStream out, long value) {
        put16(out, (int) (value >> 16));
        put16(out, (int) value);
    }
}
