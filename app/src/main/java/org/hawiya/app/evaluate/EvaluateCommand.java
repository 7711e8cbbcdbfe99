package org.hawiya.app.evaluate;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.card.terminal.measure.CardComparator;
import org.hawiya.engine.comparison.Index;
import org.hawiya.engine.comparison.Server;
import org.hawiya.engine.comparison.SourceAfis;
import org.hawiya.engine.evaluation.Evaluation;
import org.hawiya.engine.evaluation.EvaluationReport;
import org.hawiya.engine.evaluation.EvaluationRun;
import org.hawiya.engine.evaluation.ImageSet;
import org.hawiya.engine.evaluation.Pairs;
import org.hawiya.engine.evaluation.Progress;
import org.hawiya.engine.evaluation.UnusableImagesException;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code hawiya evaluate}: the accuracy of a comparator on any authority's own images. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Measures a comparator on a folder of prints: failure to enrol, EER, FNMR at FMR"
                    + " 1e-2, 1e-3 and 1e-4, with confidence intervals (bootstrap over fingers).",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hawiya evaluate --images DIR --comparator sourceafis",
            "  hawiya evaluate --images DIR --comparator sourceafis --pairs fvc --json out.json"
                    + " --plots plots/",
            "  hawiya evaluate --images DIR --pattern '(\\d+_\\d+)_(\\d+)\\.tif' --dpi 500"
                    + " --comparator sourceafis",
            ""
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the images.")
    private @Nullable Path images;

    @Option(
            names = "--pattern",
            paramLabel = "REGEX",
            description =
                    "Over the whole file name; group 1 the finger, group 2 the impression. Default:"
                            + " <finger>_<impression>.<ext>; other files are ignored.")
    private String pattern = ImageSet.DEFAULT_PATTERN;

    @Option(
            names = "--dpi",
            paramLabel = "N",
            defaultValue = "500",
            description = "Resolution of the images (${DEFAULT-VALUE}).")
    private int dpi;

    @Option(
            names = "--comparator",
            required = true,
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}")
    private @Nullable ComparatorName comparator;

    @Option(
            names = "--pairs",
            paramLabel = "WHICH",
            defaultValue = "all",
            description =
                    "all: every mated and every non-mated pair once; fvc: non-mated pairs of first"
                            + " impressions only (${DEFAULT-VALUE}).")
    private Pairs pairs = Pairs.ALL;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
    private @Nullable Path json;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description = "Write DET and CMC curves there, as SVG.")
    private @Nullable Path plots;

    @Override
    public Integer call() {
        if (spec == null || images == null || comparator == null) {
            throw new IllegalStateException("picocli sets them");
        }
        if (dpi < 100 || dpi > 2400) {
            throw new ParameterException(spec.commandLine(), "--dpi is 100 to 2400");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            EvaluationRun run =
                    comparator.run(
                            ImageSet.of(images, pattern, dpi),
                            pairs,
                            progress(spec.commandLine().getErr()));
            EvaluationReport report = run.report();
            print(report, out);
            write(run, report);
            return ExitCode.OK.code();
        } catch (UnusableImagesException e) {
            throw new CommandFailure(ExitCode.INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    /** The comparators that this build brings. */
    enum ComparatorName {
        SOURCEAFIS {
            @Override
            EvaluationRun run(ImageSet set, Pairs pairs, Progress progress) {
                return Evaluation.run(set, pairs, new SourceAfis(), progress);
            }
        },
        SERVER {
            @Override
            EvaluationRun run(ImageSet set, Pairs pairs, Progress progress) {
                return Evaluation.run(set, pairs, new Server(), progress);
            }
        },
        INDEX {
            @Override
            EvaluationRun run(ImageSet set, Pairs pairs, Progress progress) {
                return Evaluation.run(set, pairs, new Index(), progress);
            }
        },
        CARD {
            @Override
            EvaluationRun run(ImageSet set, Pairs pairs, Progress progress) {
                return Evaluation.run(set, pairs, new CardComparator(), progress);
            }
        };

        /** As on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        abstract EvaluationRun run(ImageSet set, Pairs pairs, Progress progress);
    }

    private static Progress progress(PrintWriter err) {
        return (step, done, total) -> {
            if (done == total || done % Math.max(1, total / 10) == 0) {
                err.printf(Locale.ROOT, "%s: %,d of %,d%n", step, done, total);
                err.flush();
            }
        };
    }

    private static void print(EvaluationReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s on %d fingers, %d impressions: %,d mated and %,d non-mated comparisons in %.1f"
                        + " s%n",
                report.comparator(),
                report.fingers(),
                report.impressions(),
                report.mated(),
                report.nonMated(),
                report.secondsTotal());
        print(report, out, "failure to enrol", "failureToEnrol", report.failureToEnrol());
        print(report, out, "EER", "eer", report.eer());
        print(report, out, "FNMR at FMR 1e-2", "fnmrAtFmr100", report.fnmrAtFmr100());
        print(report, out, "FNMR at FMR 1e-3", "fnmrAtFmr1000", report.fnmrAtFmr1000());
        print(report, out, "FNMR at FMR 1e-4", "fnmrAtFmr10000", report.fnmrAtFmr10000());
        print(report, out, "FNMR at zero FMR", "zeroFmrFnmr", report.zeroFmrFnmr());
        report.recallAtPenetration()
                .forEach((penetration, recall) ->
                        print(
                                report,
                                out,
                                "recall at penetration " + penetration,
                                penetration,
                                recall));
        out.flush();
    }

    private static void print(
            EvaluationReport report, PrintWriter out, String label, String figure, double rate) {
        var interval = report.intervals().get(figure);
        out.printf(
                Locale.ROOT,
                "  %-28s %6.2f %%%s%n",
                label,
                100 * rate,
                interval == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  (95 %%: %.2f to %.2f)",
                                100 * interval.low(),
                                100 * interval.high()));
    }

    private void write(EvaluationRun run, EvaluationReport report) {
        try {
            if (json != null) {
                JsonMapper mapper =
                        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
                Files.writeString(json, mapper.writeValueAsString(report) + "\n");
            }
            if (plots != null) {
                Files.createDirectories(plots);
                run.writePlots(plots);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.STORAGE, "the results cannot be written: " + e.getMessage(), e);
        }
    }
}
