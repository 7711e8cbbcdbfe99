package org.hawiya.app.demo;

import org.hawiya.app.ExitCode;
import org.hawiya.app.provision.Home;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code hawiya demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Runs everything on this machine: an embedded PostgreSQL, enrolment, validation"
                    + " gateway, a demo e-service and a simulated card reader. Interactive, or with"
                    + " --headless the whole story told and checked.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hawiya demo                                    stays up until Ctrl-C; a second start"
                + " continues",
            "  hawiya demo --wipe                             forgets everything first",
            "  hawiya demo --headless --json out.json         4 synthetic people",
            "  hawiya demo --headless --people 8",
            "  hawiya demo --headless --images DIR --dpi 500  real prints"
                + " <person>_<finger>_<impression>.tif",
            ""
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int DEFAULT_PEOPLE = 4;
    private static final int DEFAULT_RESIDENTS = 3;
    private static final int MAX_PEOPLE = 500;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--headless",
            description = "Play the story through the servers' public interfaces, print it, exit.")
    private boolean headless;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description =
                    "With --headless: real prints named"
                        + " <person>_<finger>_<impression>.<tif|png|bmp|jpg|wsq>.")
    private @Nullable Path images;

    @Option(
            names = "--people",
            paramLabel = "N",
            description =
                    "How many people: with --headless 4 synthetic ones or all in --images;"
                        + " interactive 3, enrolled at the first start.")
    private @Nullable Integer people;

    @Option(
            names = "--dpi",
            paramLabel = "N",
            defaultValue = "500",
            description = "Resolution of --images (${DEFAULT-VALUE}).")
    private int dpi;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "With --headless: write the figures there.")
    private @Nullable Path json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the data lives (.hawiya/demo beside the script; --headless: a fresh one,"
                        + " removed at the end).")
    private @Nullable Path data;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Interactive: added to every port (8443, 9443, 7443, 6443).")
    private int portOffset;

    @Option(names = "--wipe", description = "Interactive: delete the demo's data first.")
    private boolean wipe;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        int leastPeople = headless ? 1 : 0;
        require(
                people == null || (people >= leastPeople && people <= MAX_PEOPLE),
                "--people is " + leastPeople + " to " + MAX_PEOPLE);
        require(dpi >= 100 && dpi <= 2400, "--dpi is 100 to 2400");
        require(portOffset >= 0 && portOffset <= 50_000, "--port-offset is 0 to 50000");
        require(
                headless || (images == null && json == null),
                "--images and --json go with --headless");
        require(
                !headless || (portOffset == 0 && !wipe),
                "--port-offset and --wipe do not go with --headless");
        PrintWriter out = spec.commandLine().getOut();
        if (!headless) {
            Path folder = data == null ? Home.folder().resolve("demo") : data;
            return new InteractiveDemo(
                            out, folder, portOffset, people == null ? DEFAULT_RESIDENTS : people)
                    .run(wipe);
        }
        Cast cast =
                images == null
                        ? new SyntheticCast(people == null ? DEFAULT_PEOPLE : people)
                        : PrintFolder.read(images, dpi, people == null ? MAX_PEOPLE : people);
        StoryReport report = new HeadlessDemo(out, data).play(cast, json);
        return (report.holds() ? ExitCode.OK : ExitCode.NOT_HELD).code();
    }

    private void require(boolean condition, String message) {
        if (!condition && spec != null) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
