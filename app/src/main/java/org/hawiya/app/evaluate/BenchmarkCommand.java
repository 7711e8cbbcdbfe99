package org.hawiya.app.evaluate;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.evaluation.Progress;
import org.hawiya.engine.gallery.GalleryBenchmark;
import org.hawiya.engine.gallery.GalleryBenchmarkReport;
import org.hawiya.engine.gallery.Prints;
import org.hawiya.engine.synthesis.DirectTemplates;
import org.hawiya.engine.synthesis.PersonSynthesizer;
import org.hawiya.engine.synthesis.Preset;
import org.hawiya.engine.synthesis.SyntheticPerson;
import org.hawiya.engine.template.Template;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
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
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code hawiya benchmark}. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Measures how fast and how large.",
        subcommands = {BenchmarkCommand.GalleryCommand.class, CommandLine.HelpCommand.class})
public final class BenchmarkCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say which benchmark, for instance: hawiya benchmark gallery --people 1000");
        }
    }

    /** {@code hawiya benchmark gallery}. */
    @Command(
            name = "gallery",
            mixinStandardHelpOptions = true,
            description =
                    "Builds a gallery of directly synthesised templates and searches it with people"
                        + " who are in it and people who are not.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  hawiya benchmark gallery --people 1000 --json out.json",
                "  HAWIYA_MEMORY=8g hawiya benchmark gallery --people 100000",
                ""
            })
    static final class GalleryCommand implements Callable<Integer> {
        private static final int MAX_PEOPLE = 2_000_000;

        @Spec private @Nullable CommandSpec spec;

        @Option(
                names = "--people",
                paramLabel = "N",
                defaultValue = "1000",
                description = "In the gallery (${DEFAULT-VALUE}).")
        private int people;

        @Option(
                names = "--mates",
                paramLabel = "N",
                defaultValue = "100",
                description = "Searches for people who are in it (${DEFAULT-VALUE}).")
        private int mates;

        @Option(
                names = "--strangers",
                paramLabel = "N",
                defaultValue = "100",
                description = "Searches for people who are not (${DEFAULT-VALUE}).")
        private int strangers;

        @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
        private @Nullable Path json;

        @Override
        public Integer call() {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            if (people < 1 || people > MAX_PEOPLE || mates < 1 || strangers < 0) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--people is 1 to " + MAX_PEOPLE + ", --mates at least 1");
            }
            GalleryBenchmarkReport report =
                    GalleryBenchmark.run(
                            new GalleryBenchmark.Settings(
                                    people, Math.min(mates, people), strangers),
                            new SyntheticPeople(),
                            progress(spec.commandLine().getErr()));
            String text =
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(report);
            spec.commandLine().getOut().println(text);
            write(text);
            return ExitCode.OK.code();
        }

        private void write(String text) {
            if (json == null) {
                return;
            }
            try {
                Files.writeString(json, text + "\n");
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.STORAGE,
                        "the figures cannot be written to " + json + ": " + e.getMessage(),
                        e);
            }
        }

        private static Progress progress(PrintWriter err) {
            return (step, done, total) -> {
                if (done == total || done % Math.max(1, total / 10) == 0) {
                    err.printf(Locale.ROOT, "%s: %,d of %,d%n", step, done, total);
                    err.flush();
                }
            };
        }
    }

    /** People by number, whose templates are drawn without a picture. */
    private static final class SyntheticPeople implements GalleryBenchmark.People {
        private final PersonSynthesizer synthesizer = new PersonSynthesizer();
        private final DirectTemplates templates = new DirectTemplates(Preset.OPTICAL_AVERAGE);

        @Override
        public Prints enrolled(long person) {
            return prints(person, 1);
        }

        @Override
        public Prints again(long person) {
            return prints(person, 2);
        }

        private Prints prints(long number, int impression) {
            SyntheticPerson person = synthesizer.person(number);
            Map<FingerPosition, Template> fingers = new EnumMap<>(FingerPosition.class);
            for (FingerPosition position : person.fingers()) {
                fingers.put(position, templates.template(person, position, impression));
            }
            return new Prints(fingers);
        }
    }
}
