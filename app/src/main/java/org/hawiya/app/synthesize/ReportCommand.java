package org.hawiya.app.synthesize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.engine.evaluation.ImageSet;
import org.hawiya.engine.evaluation.UnusableImagesException;
import org.hawiya.engine.synthesis.SetFigures;
import org.hawiya.engine.synthesis.SynthesisReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hawiya synthesize report}: synthetic prints beside real ones. */
@Command(
        name = "report",
        description = "Measures how much a set of synthetic prints is like real ones.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hawiya synthesize report --synthetic prints --real FVC2002/DB1_B --html report.html",
            "  hawiya synthesize report --synthetic prints --real DB1_B --dpi 500 --real DB2_B --dpi 569 --json report.json",
            ""
        })
final class ReportCommand implements Callable<Integer> {
    @Option(
            names = "--synthetic",
            required = true,
            paramLabel = "DIR",
            description = "what hawiya synthesize prints wrote")
    private Path synthetic = Path.of("");

    @Option(
            names = "--real",
            required = true,
            paramLabel = "DIR",
            description = "may be repeated; every set is compared within itself only")
    private List<Path> real = new ArrayList<>();

    @Option(
            names = "--dpi",
            paramLabel = "N",
            description =
                    "of the real sets: one for all of them, or one for each in their order; default 500")
    private List<Integer> dpi = new ArrayList<>();

    @Option(
            names = "--pattern",
            paramLabel = "REGEX",
            description =
                    "over a real file's name, group 1 the finger, group 2 the impression: one for all sets, or one for each")
    private List<String> patterns = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "the figures")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "figures, curves and pictures")
    private @Nullable Path html;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        requireOneOrEach("--dpi", dpi.size());
        requireOneOrEach("--pattern", patterns.size());
        SynthesisReport.Run run = measure();
        if (json != null) {
            write(json, jsonOf(run.report()));
        }
        if (html != null) {
            write(html, run.html());
        }
        print(run.report());
        return ExitCode.OK.code();
    }

    private void requireOneOrEach(String option, int count) {
        if (count > 1 && count != real.size() && spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: give one for all --real, or one for each (%d), not %d"
                            .formatted(option, real.size(), count));
        }
    }

    private SynthesisReport.Run measure() {
        try (ProgressBar bar =
                new ProgressBarBuilder()
                        .setTaskName("report")
                        .setInitialMax(1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .build()) {
            ImageSet made = ImageSet.of(synthetic, ImageSet.DEFAULT_PATTERN, 500);
            List<ImageSet> sets = new ArrayList<>();
            for (int i = 0; i < real.size(); i++) {
                String pattern = patterns.isEmpty() ? ImageSet.DEFAULT_PATTERN : at(patterns, i);
                sets.add(ImageSet.of(real.get(i), pattern, dpi.isEmpty() ? 500 : at(dpi, i)));
            }
            return SynthesisReport.measure(
                    made,
                    sets,
                    (step, done, total) -> {
                        bar.setExtraMessage(step);
                        bar.maxHint(total);
                        bar.stepTo(done);
                    });
        } catch (UnusableImagesException e) {
            throw new CommandFailure(ExitCode.INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T at(List<T> values, int i) {
        return values.get(Math.min(i, values.size() - 1));
    }

    private static String jsonOf(SynthesisReport report) {
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(report);
        } catch (IOException e) {
            throw new IllegalStateException("records of numbers and names always serialise", e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.STORAGE, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void print(SynthesisReport report) {
        if (spec == null) {
            return;
        }
        List<SetFigures> sets = new ArrayList<>();
        sets.add(report.synthetic());
        sets.add(report.directTemplates());
        report.real().forEach(likeness -> sets.add(likeness.set()));
        for (SetFigures set : sets) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%-20s minutiae %5.1f  period %5.2f  EER %5.2f %%  FNMR at FMR 1e-2 %5.2f %%, 1e-3 %5.2f %%  score at FMR 1e-2 %4.1f, 1e-3 %4.1f, 1e-4 %4.1f%n",
                            set.name(),
                            set.minutiae(),
                            set.ridgePeriod(),
                            100 * set.sourceafis().eer(),
                            100 * set.sourceafis().fnmrAtFmr100(),
                            100 * set.sourceafis().fnmrAtFmr1000(),
                            set.sourceafis().scoreAtFmr100(),
                            set.sourceafis().scoreAtFmr1000(),
                            set.sourceafis().scoreAtFmr10000());
        }
        for (SynthesisReport.Likeness likeness : report.real()) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "KS to %-14s minutiae %.2f  period %.2f  spacing %.2f  type %.2f  mated %.2f  non-mated %.2f  (direct: minutiae %.2f  spacing %.2f  non-mated %.2f)%n",
                            likeness.set().name(),
                            likeness.ksMinutiaeCount(),
                            likeness.ksRidgePeriod(),
                            likeness.ksMinutiaeSpacing(),
                            likeness.ksMinutiaeType(),
                            likeness.ksMatedScores(),
                            likeness.ksNonMatedScores(),
                            likeness.directKsMinutiaeCount(),
                            likeness.directKsMinutiaeSpacing(),
                            likeness.directKsNonMatedScores());
        }
    }
}
