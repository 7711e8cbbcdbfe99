package org.hawiya.engine.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hawiya.engine.evaluation.ImageSet;
import org.hawiya.engine.evaluation.UnusableImagesException;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.image.MalformedImageException;

/** The report as one HTML page that needs nothing beside it: figures, curves and pictures. */
final class ReportPage {
    private static final int PICTURES = 8;
    private static final String[] COLOURS = {"#92722a", "#1b4d5c", "#b0413e", "#5c7a29", "#6a4c93"};

    private ReportPage() {}

    static String html(
            SynthesisReport report,
            PrintSample made,
            PrintSample direct,
            List<PrintSample> real,
            ImageSet synthetic,
            List<ImageSet> realSets) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Synthetic prints beside real ones</title>
                <style>body{font:15px/1.5 sans-serif;margin:2rem;max-width:75rem}table{border-collapse:collapse}
                td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:end}th:first-child{text-align:start}
                img{border:1px solid #ccc;margin:2px;max-height:20rem}svg{margin:.5rem}</style>
                <h1>Synthetic prints beside real ones</h1>
                """);
        figures(page, report);
        distances(page, report);
        page.append("<h2>Distributions</h2>\n");
        List<PrintSample> all = new ArrayList<>(List.of(made, direct));
        all.addAll(real);
        curves(page, "minutiae in a print", all, s -> s.minutiae);
        curves(page, "ridge period, pixels", all, s -> s.periods);
        curves(page, "distance to the nearest minutia, pixels", all, s -> s.spacings);
        curves(page, "mated scores", all, s -> s.mated);
        curves(page, "non-mated scores", all, s -> s.nonMated);
        pictures(page, synthetic);
        realSets.forEach(set -> pictures(page, set));
        return page.append("</html>\n").toString();
    }

    private static void figures(StringBuilder page, SynthesisReport report) {
        page.append(
                "<table><tr><th>set<th>prints<th>minutiae<th>ridge period<th>spacing<th>endings<th>EER %"
                        + "<th>FNMR % at 1e-2<th>at 1e-3<th>score at FMR 1e-2<th>1e-3<th>1e-4<th>mated median</tr>\n");
        row(page, report.synthetic());
        row(page, report.directTemplates());
        report.real().forEach(likeness -> row(page, likeness.set()));
        page.append("</table>\n");
    }

    private static void row(StringBuilder page, SetFigures set) {
        ScoreFigures scores = set.sourceafis();
        page.append(
                String.format(
                        Locale.ROOT,
                        "<tr><th>%s<td>%d<td>%.1f<td>%.2f<td>%.1f<td>%.2f<td>%.2f<td>%.2f<td>%.2f<td>%.1f<td>%.1f<td>%.1f<td>%.0f</tr>%n",
                        escaped(set.name()),
                        set.prints(),
                        set.minutiae(),
                        set.ridgePeriod(),
                        set.minutiaeSpacing(),
                        set.endings(),
                        100 * scores.eer(),
                        100 * scores.fnmrAtFmr100(),
                        100 * scores.fnmrAtFmr1000(),
                        scores.scoreAtFmr100(),
                        scores.scoreAtFmr1000(),
                        scores.scoreAtFmr10000(),
                        scores.matedMedian()));
    }

    private static void distances(StringBuilder page, SynthesisReport report) {
        page.append(
                "<h2>Kolmogorov-Smirnov distance to each real set</h2><table><tr><th>set<th>minutiae<th>ridge period"
                        + "<th>spacing<th>type<th>mated scores<th>non-mated scores<th>direct: minutiae<th>spacing<th>non-mated scores</tr>\n");
        for (SynthesisReport.Likeness likeness : report.real()) {
            page.append(
                    String.format(
                            Locale.ROOT,
                            "<tr><th>%s<td>%.2f<td>%.2f<td>%.2f<td>%.2f<td>%.2f<td>%.2f<td>%.2f<td>%.2f<td>%.2f</tr>%n",
                            escaped(likeness.set().name()),
                            likeness.ksMinutiaeCount(),
                            likeness.ksRidgePeriod(),
                            likeness.ksMinutiaeSpacing(),
                            likeness.ksMinutiaeType(),
                            likeness.ksMatedScores(),
                            likeness.ksNonMatedScores(),
                            likeness.directKsMinutiaeCount(),
                            likeness.directKsMinutiaeSpacing(),
                            likeness.directKsNonMatedScores()));
        }
        page.append("</table>\n");
    }

    /** Empirical distribution functions of all sets over one another. */
    private static void curves(
            StringBuilder page,
            String title,
            List<PrintSample> samples,
            Function<PrintSample, double[]> values) {
        double most =
                samples.stream()
                        .flatMapToDouble(s -> Arrays.stream(values.apply(s)))
                        .max()
                        .orElse(1);
        page.append(
                String.format(
                        Locale.ROOT,
                        "<svg width=\"360\" height=\"260\" viewBox=\"0 0 360 260\" font-size=\"12\"><rect x=\"30\" y=\"20\" width=\"310\""
                                + " height=\"200\" fill=\"none\" stroke=\"#ccc\"/><text x=\"30\" y=\"14\">%s</text><text x=\"30\""
                                + " y=\"236\">0</text><text x=\"340\" y=\"236\" text-anchor=\"end\">%.0f</text>%n",
                        escaped(title),
                        most));
        for (int i = 0; i < samples.size(); i++) {
            double[] sorted = values.apply(samples.get(i)).clone();
            Arrays.sort(sorted);
            if (sorted.length == 0) {
                continue;
            }
            StringBuilder points = new StringBuilder();
            for (int step = 0; step <= 100; step++) {
                double value = sorted[(sorted.length - 1) * step / 100];
                points.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                30 + 310 * Math.max(0, value) / most,
                                220 - 2.0 * step));
            }
            String colour = COLOURS[i % COLOURS.length];
            page.append(
                    String.format(
                            Locale.ROOT,
                            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/><text x=\"335\" y=\"%d\""
                                    + " text-anchor=\"end\" fill=\"%s\">%s</text>%n",
                            colour,
                            points,
                            210 - 14 * i,
                            colour,
                            escaped(samples.get(i).name)));
        }
        page.append("</svg>\n");
    }

    private static void pictures(StringBuilder page, ImageSet set) {
        page.append("<h2>").append(escaped(String.valueOf(set.folder().getFileName())));
        page.append("</h2>\n");
        List<ImageSet.Impression> impressions = set.impressions();
        int shown = Math.min(PICTURES, impressions.size());
        for (int i = 0; i < shown; i++) {
            ImageSet.Impression impression = impressions.get(i * impressions.size() / shown);
            try {
                byte[] png =
                        ImageCodec.writePng(
                                ImageCodec.read(Files.readAllBytes(impression.file()), set.dpi()));
                page.append("<img alt=\"").append(escaped(impression.finger()));
                page.append("\" src=\"data:image/png;base64,");
                page.append(Base64.getEncoder().encodeToString(png)).append("\">\n");
            } catch (MalformedImageException e) {
                page.append("<p>").append(escaped(String.valueOf(e.getMessage()))).append("</p>\n");
            } catch (IOException e) {
                throw new UnusableImagesException(
                        "The image " + impression.file() + " cannot be read.", e);
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
