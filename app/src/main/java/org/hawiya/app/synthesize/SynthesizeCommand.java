package org.hawiya.app.synthesize;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hawiya synthesize}: the parent of what can be done with synthetic prints. */
@Command(
        name = "synthesize",
        description = "Makes synthetic fingerprints, and compares them with real ones.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PrintsCommand.class,
            ReportCommand.class,
            SpeedCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hawiya synthesize prints --people 5 --impressions 8 --out prints",
            "  hawiya synthesize prints --people 1 --impressions 2 --preset ink-rolled --slaps --out cards",
            "  hawiya synthesize report --synthetic prints --real DIR --html report.html",
            "  hawiya synthesize speed",
            ""
        })
public final class SynthesizeCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say what, for instance: hawiya synthesize prints --out DIR");
        }
    }
}
