package org.hawiya.app;

import org.hawiya.app.card.CardCommand;
import org.hawiya.app.demo.DemoCommand;
import org.hawiya.app.evaluate.BenchmarkCommand;
import org.hawiya.app.evaluate.EvaluateCommand;
import org.hawiya.app.ledger.LedgerCommand;
import org.hawiya.app.serve.ServeCommand;
import org.hawiya.app.synthesize.SynthesizeCommand;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The {@code hawiya} command: registers the subcommands, turns faults into one line and an exit
 * code.
 */
@Command(
        name = "hawiya",
        description =
                "A biometric national identity service: enrolment, deduplication, match-on-card,"
                        + " validation gateway.",
        mixinStandardHelpOptions = true,
        versionProvider = Hawiya.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            EvaluateCommand.class,
            ServeCommand.class,
            SynthesizeCommand.class,
            BenchmarkCommand.class,
            LedgerCommand.class,
            CardCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hawiya demo                                  everything on this machine, to be"
                    + " clicked through in a browser",
            "  hawiya demo --headless --json out.json       the whole story without a browser,"
                    + " figures to a file",
            "  hawiya demo --headless --images DIR          the same with real prints",
            "  hawiya evaluate --images DIR --comparator sourceafis",
            "  hawiya help demo                             all about one command",
            ""
        })
public final class Hawiya implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    private Hawiya() {}

    /** The process's entry point. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /**
     * Runs one command line and returns the exit code; prints to standard output and standard
     * error.
     */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Hawiya());
        commandLine.setExecutionExceptionHandler(Hawiya::explain);
        commandLine.setParameterExceptionHandler(Hawiya::explainUsage);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        return commandLine;
    }

    private static java.util.Map<String, String> exitCodes() {
        return Arrays.stream(ExitCode.values())
                .collect(
                        Collectors.toMap(
                                code -> " " + code.code(),
                                ExitCode::meaning,
                                (a, b) -> a,
                                java.util.LinkedHashMap::new));
    }

    /** One line and where to read more: the whole help would push the reason off the screen. */
    private static int explainUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("hawiya: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    private static int explain(Exception failure, CommandLine commandLine, ParseResult arguments) {
        if (failure instanceof CommandFailure known) {
            commandLine.getErr().println("hawiya: " + known.getMessage());
            return known.exitCode().code();
        }
        commandLine
                .getErr()
                .println("hawiya: this is a defect of Hawiya; please report the lines below");
        failure.printStackTrace(commandLine.getErr());
        return ExitCode.DEFECT.code();
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Say which command, for instance: hawiya demo");
        }
    }

    /** What the manifest of the jar says it is. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Hawiya.class.getPackage().getImplementationVersion();
            return new String[] {
                "hawiya " + (version == null ? "(not packaged)" : version),
                "Java "
                        + Runtime.version()
                        + ", "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
