package org.hawiya.engine.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The compact card format of ISO/IEC 19794-2:2005 clause 8.2: three bytes a minutia, sorted by y,
 * then x, then angle.
 *
 * <p>X and Y count tenths of a millimetre, Y downwards; the last byte is the type (01 ending, 10
 * bifurcation) and the angle in 64ths of a turn, counter-clockwise as seen. An axis holds 25.5 mm:
 * a larger print is moved to its own corner, and what still lies outside is left out.
 */
public final class CompactTemplate {
    public static final int MINUTIA_BYTES = 3;
    public static final int MAX_COORDINATE = 255;
    private static final int ANGLE_UNITS = 64;
    private static final int TYPE_SHIFT = 6;
    private static final int TYPE_ENDING = 1;
    private static final int TYPE_BIFURCATION = 2;
    private static final double TENTHS_PER_PIXEL = 10 / Template.PIXELS_PER_MILLIMETRE;

    private CompactTemplate() {}

    private record Point(int x, int y, int typeAndAngle) {
        int angle() {
            return typeAndAngle & (ANGLE_UNITS - 1);
        }
    }

    /**
     * The record; minutiae beyond {@code maxMinutiae} are dropped, farthest from the centre of mass
     * first (our minutiae carry no quality of their own to drop by).
     */
    public static byte[] encode(Template template, int maxMinutiae) {
        if (maxMinutiae < 1) {
            throw new IllegalArgumentException("A card template needs room for a minutia.");
        }
        List<Point> points = nearestToCentre(withinReach(points(template)), maxMinutiae);
        points.sort(
                Comparator.comparingInt(Point::y)
                        .thenComparingInt(Point::x)
                        .thenComparingInt(Point::angle)
                        .thenComparingInt(Point::typeAndAngle));
        byte[] record = new byte[points.size() * MINUTIA_BYTES];
        int at = 0;
        for (Point point : points) {
            record[at++] = (byte) point.x;
            record[at++] = (byte) point.y;
            record[at++] = (byte) point.typeAndAngle;
        }
        return record;
    }

    /**
     * Back to 500 dpi pixels.
     *
     * @throws MalformedTemplateException when the length is no multiple of three or the order is
     *     broken
     */
    public static Template decode(byte[] record) {
        if (record.length % MINUTIA_BYTES != 0) {
            throw new MalformedTemplateException(
                    record.length + " bytes are no multiple of three", record.length);
        }
        List<Minutia> minutiae = new ArrayList<>(record.length / MINUTIA_BYTES);
        for (int at = 0; at < record.length; at += MINUTIA_BYTES) {
            int x = record[at] & 0xFF;
            int y = record[at + 1] & 0xFF;
            int typeAndAngle = record[at + 2] & 0xFF;
            if (at > 0
                    && ((y << 8) | x)
                            < (((record[at - 2] & 0xFF) << 8) | (record[at - 3] & 0xFF))) {
                throw new MalformedTemplateException(
                        "The minutiae are not sorted by y, then x", at);
            }
            minutiae.add(
                    new Minutia(
                            (int) Math.round(x / TENTHS_PER_PIXEL),
                            (int) Math.round(y / TENTHS_PER_PIXEL),
                            Angles.fromUnits(typeAndAngle & (ANGLE_UNITS - 1), ANGLE_UNITS),
                            typeAndAngle >> TYPE_SHIFT == TYPE_BIFURCATION
                                    ? MinutiaType.BIFURCATION
                                    : MinutiaType.ENDING));
        }
        int side = (int) Math.round((MAX_COORDINATE + 1) / TENTHS_PER_PIXEL);
        return TemplateBuilding.template(side, side, minutiae, record.length);
    }

    private static List<Point> points(Template template) {
        List<Point> points = new ArrayList<>();
        for (Minutia minutia : template.minutiae()) {
            int type = minutia.type() == MinutiaType.ENDING ? TYPE_ENDING : TYPE_BIFURCATION;
            points.add(
                    new Point(
                            (int) Math.round(minutia.x() * TENTHS_PER_PIXEL),
                            (int) Math.round(minutia.y() * TENTHS_PER_PIXEL),
                            (type << TYPE_SHIFT)
                                    | Angles.toUnits(minutia.direction(), ANGLE_UNITS)));
        }
        return points;
    }

    /**
     * Moves the origin only when an axis overflows; a span of more than 25.5 mm keeps its middle.
     */
    private static List<Point> withinReach(List<Point> points) {
        int dx = origin(points.stream().mapToInt(Point::x).toArray());
        int dy = origin(points.stream().mapToInt(Point::y).toArray());
        List<Point> kept = new ArrayList<>();
        for (Point point : points) {
            Point moved = new Point(point.x - dx, point.y - dy, point.typeAndAngle);
            if (moved.x >= 0
                    && moved.x <= MAX_COORDINATE
                    && moved.y >= 0
                    && moved.y <= MAX_COORDINATE) {
                kept.add(moved);
            }
        }
        return kept;
    }

    private static int origin(int[] coordinates) {
        int min = Integer.MAX_VALUE;
        int max = 0;
        for (int coordinate : coordinates) {
            min = Math.min(min, coordinate);
            max = Math.max(max, coordinate);
        }
        if (max <= MAX_COORDINATE) {
            return 0;
        }
        return max - min <= MAX_COORDINATE ? min : (min + max - MAX_COORDINATE) / 2;
    }

    private static List<Point> nearestToCentre(List<Point> points, int maxMinutiae) {
        double centreX = points.stream().mapToInt(Point::x).average().orElse(0);
        double centreY = points.stream().mapToInt(Point::y).average().orElse(0);
        points.sort(Comparator.comparingDouble(p -> Math.hypot(p.x - centreX, p.y - centreY)));
        return new ArrayList<>(points.subList(0, Math.min(maxMinutiae, points.size())));
    }
}
