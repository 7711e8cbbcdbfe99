package org.hawiya.app.synthesize;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.engine.synthesis.PersonProfile;
import org.hawiya.engine.synthesis.Preset;
import org.hawiya.engine.synthesis.PrintFormat;
import org.hawiya.engine.synthesis.PrintSetConflictException;
import org.hawiya.engine.synthesis.PrintSetOrder;
import org.hawiya.engine.synthesis.PrintSetWriter;
import org.hawiya.engine.synthesis.SynthesisParameter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hawiya synthesize prints}: writes a set of prints. */
@Command(
        name = "prints",
        description =
                "Writes prints of people who do not exist, named <person>_<finger>_<impression>; the same seed gives the same pixels.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hawiya synthesize prints --people 5 --impressions 8 --preset optical-average --seed 7 --out prints",
            "  hawiya synthesize prints --people 2 --set MOISTURE=-0.6 --set SCRATCHES=12 --out dry",
            "  hawiya synthesize prints --people 1 --profile child --slaps --out child",
            "A run that was cut off is continued by giving it again.",
            ""
        })
final class PrintsCommand implements Callable<Integer> {
    @Option(
            names = "--people",
            defaultValue = "4",
            description = "how many; default ${DEFAULT-VALUE}")
    private int people;

    @Option(
            names = "--impressions",
            defaultValue = "4",
            description = "of each finger; default ${DEFAULT-VALUE}")
    private int impressions;

    @Option(
            names = "--preset",
            defaultValue = "optical-average",
            description =
                    "optical-attended, optical-good, optical-average, capacitive-hard or ink-rolled; default ${DEFAULT-VALUE}")
    private String preset = "";

    @Option(
            names = "--profile",
            defaultValue = "ADULT",
            description = "whose hands: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private PersonProfile profile = PersonProfile.ADULT;

    @Option(
            names = "--set",
            paramLabel = "PARAMETER=VALUE",
            description =
                    "another value than the preset's, may be repeated: ${COMPLETION-CANDIDATES}")
    private Map<SynthesisParameter, Double> changes = new LinkedHashMap<>();

    @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--format",
            defaultValue = "PNG",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private PrintFormat format = PrintFormat.PNG;

    @Option(
            names = "--slaps",
            description = "also four-finger slaps and thumb pairs, in the folder slaps")
    private boolean slaps;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "made when missing")
    private Path out = Path.of("");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintSetOrder order = order();
        long start = System.nanoTime();
        PrintSetWriter.Outcome outcome = write(order);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (spec != null) {
            PrintWriter console = spec.commandLine().getOut();
            console.printf(
                    Locale.ROOT,
                    "%d prints written to %s in %.1f s (%d were there already)%n",
                    outcome.written(),
                    out,
                    seconds,
                    outcome.alreadyThere());
        }
        return ExitCode.OK.code();
    }

    private PrintSetOrder order() {
        try {
            Preset chosen = Preset.named(preset);
            for (Map.Entry<SynthesisParameter, Double> change : changes.entrySet()) {
                chosen = chosen.with(change.getKey(), change.getValue());
            }
            return new PrintSetOrder(people, impressions, chosen, profile, seed, format, slaps);
        } catch (IllegalArgumentException e) {
            throw spec == null
                    ? e
                    : new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private PrintSetWriter.Outcome write(PrintSetOrder order) {
        try (ProgressBar bar =
                new ProgressBarBuilder()
                        .setTaskName("prints")
                        .setInitialMax(1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .build()) {
            return PrintSetWriter.write(
                    order,
                    out,
                    (step, done, total) -> {
                        bar.maxHint(total);
                        bar.stepTo(done);
                    });
        } catch (PrintSetConflictException e) {
            throw new CommandFailure(ExitCode.INPUT, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.STORAGE,
                    "cannot write to %s: %s; free the disk or choose another --out"
                            .formatted(out, e.getMessage()),
                    e);
        }
    }
}
