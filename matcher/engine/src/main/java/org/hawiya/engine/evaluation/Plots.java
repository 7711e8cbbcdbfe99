package org.hawiya.engine.evaluation;

import java.util.List;
import java.util.Locale;

/** Draws curves as SVG that needs nothing but a browser. */
final class Plots {
    static final int RANKS = 20;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int SIZE = 480;
    private static final double FLOOR = 1e-5;
    private static final int DECADES = 5;

    private Plots() {}

    /** Detection error trade-off: FNMR over FMR, both logarithmic from 1e-5 to 1. */
    static String det(String title, List<ErrorRates.Point> curve) {
        StringBuilder svg = open(title, "false match rate", "false non-match rate");
        for (int decade = 0; decade <= DECADES; decade++) {
            double value = Math.pow(10, decade - DECADES);
            grid(
                    svg,
                    logarithmic(value),
                    "1e-" + (DECADES - decade),
                    1 - logarithmic(value),
                    "1e-" + (DECADES - decade));
        }
        StringBuilder points = new StringBuilder();
        for (ErrorRates.Point point : curve) {
            point(points, logarithmic(point.fmr()), 1 - logarithmic(point.fnmr()));
        }
        // Equal errors lie on this line.
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#bbb\" stroke-dasharray=\"4 4\"/>%n",
                        LEFT,
                        TOP + SIZE,
                        LEFT + SIZE,
                        TOP));
        return close(svg, points);
    }

    /** Cumulative match characteristic: share of mates found within the first ranks. */
    static String cmc(String title, double[] shares) {
        StringBuilder svg = open(title, "rank", "share of mates found");
        for (int tenth = 0; tenth <= 10; tenth++) {
            double rank = 1 + Math.round(tenth / 10.0 * (shares.length - 1));
            double x = shares.length == 1 ? 0 : (rank - 1) / (shares.length - 1);
            grid(
                    svg,
                    x,
                    String.valueOf((int) rank),
                    1 - tenth / 10.0,
                    String.format(Locale.ROOT, "%.1f", tenth / 10.0));
        }
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < shares.length; i++) {
            point(points, shares.length == 1 ? 0 : (double) i / (shares.length - 1), 1 - shares[i]);
        }
        return close(svg, points);
    }

    private static double logarithmic(double rate) {
        return 1 + Math.log10(Math.max(FLOOR, rate)) / DECADES;
    }

    private static StringBuilder open(String title, String x, String y) {
        return new StringBuilder(
                String.format(
                        Locale.ROOT,
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                        <rect width="100%%" height="100%%" fill="#fff"/>
                        <text x="%d" y="24" font-size="16">%s</text>
                        <text x="%d" y="%d" text-anchor="middle">%s</text>
                        <text x="18" y="%d" text-anchor="middle" transform="rotate(-90 18 %d)">%s</text>
                        """,
                        LEFT + SIZE + 30,
                        TOP + SIZE + 55,
                        LEFT,
                        escaped(title),
                        LEFT + SIZE / 2,
                        TOP + SIZE + 42,
                        x,
                        TOP + SIZE / 2,
                        TOP + SIZE / 2,
                        y));
    }

    private static void grid(StringBuilder svg, double x, String xLabel, double y, String yLabel) {
        double px = LEFT + x * SIZE;
        double py = TOP + y * SIZE;
        svg.append(
                String.format(
                        Locale.ROOT,
                        """
                        <line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="#e4e4e4"/><line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#e4e4e4"/>
                        <text x="%.1f" y="%d" text-anchor="middle">%s</text><text x="%d" y="%.1f" text-anchor="end">%s</text>
                        """,
                        px,
                        TOP,
                        px,
                        TOP + SIZE,
                        LEFT,
                        py,
                        LEFT + SIZE,
                        py,
                        px,
                        TOP + SIZE + 20,
                        xLabel,
                        LEFT - 8,
                        py + 4,
                        yLabel));
    }

    private static void point(StringBuilder points, double x, double y) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", LEFT + x * SIZE, TOP + y * SIZE));
    }

    private static String close(StringBuilder svg, StringBuilder points) {
        return svg.append("<polyline fill=\"none\" stroke=\"#92722a\" stroke-width=\"2\" points=\"")
                .append(points)
                .append("\"/>\n</svg>\n")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
