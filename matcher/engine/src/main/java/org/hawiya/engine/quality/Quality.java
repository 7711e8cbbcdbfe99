package org.hawiya.engine.quality;

import java.util.List;
import org.hawiya.engine.template.Minutia;
import org.hawiya.engine.template.Template;

/**
 * How useful a print is, judged by what the extractor made of it: enough minutiae, over enough
 * skin, and not so dense that they must be noise. A first measure; it orders the fingers of one
 * person, it does not predict an error rate.
 *
 * @param score 0 (useless) to 100
 * @param minutiae their number
 * @param areaSquareMillimetres of their convex hull
 */
public record Quality(int score, int minutiae, double areaSquareMillimetres) {
    private static final double PLENTY_OF_MINUTIAE = 45;
    private static final double PLENTY_OF_AREA = 150;
    // Ridge skin carries about 0.2 to 0.3 minutiae a square millimetre; above half a minutia it is
    // mostly noise.
    private static final double NOISY_DENSITY = 0.5;

    public Quality {
        if (score < 0 || score > 100) {
            throw new IllegalArgumentException(
                    "A quality of " + score + " is not within 0 to 100.");
        }
    }

    public static Quality of(Template template) {
        int count = template.minutiae().size();
        double area =
                hullArea(template.minutiae())
                        / (Template.PIXELS_PER_MILLIMETRE * Template.PIXELS_PER_MILLIMETRE);
        if (count == 0 || area <= 0) {
            return new Quality(0, count, 0);
        }
        double enough = Math.min(1, count / PLENTY_OF_MINUTIAE);
        double wide = Math.min(1, area / PLENTY_OF_AREA);
        double clean = Math.min(1, NOISY_DENSITY * area / count);
        return new Quality((int) Math.round(100 * clean * Math.sqrt(enough * wide)), count, area);
    }

    /** Andrew's monotone chain and the shoelace formula, in square pixels. */
    private static double hullArea(List<Minutia> minutiae) {
        List<Minutia> sorted =
                minutiae.stream()
                        .sorted((a, b) ->
                                a.x() != b.x()
                                        ? Integer.compare(a.x(), b.x())
                                        : Integer.compare(a.y(), b.y()))
                        .toList();
        return halfArea(sorted) + halfArea(sorted.reversed());
    }

    private static double halfArea(List<Minutia> sorted) {
        Minutia[] chain = new Minutia[sorted.size()];
        int size = 0;
        for (Minutia next : sorted) {
            while (size >= 2 && turn(chain[size - 2], chain[size - 1], next) <= 0) {
                size--;
            }
            chain[size++] = next;
        }
        double twice = 0;
        for (int i = 1; i < size; i++) {
            twice +=
                    (double) chain[i - 1].x() * chain[i].y()
                            - (double) chain[i].x() * chain[i - 1].y();
        }
        return twice / 2;
    }

    private static long turn(Minutia a, Minutia b, Minutia c) {
        return (long) (b.x() - a.x()) * (c.y() - a.y()) - (long) (b.y() - a.y()) * (c.x() - a.x());
    }
}
