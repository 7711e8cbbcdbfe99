package org.hawiya.app.demo;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.database.EmbeddedDatabase;
import org.hawiya.app.database.Storage;
import org.hawiya.app.provision.DataDirectory;
import org.hawiya.app.provision.Home;
import org.hawiya.app.serve.House;
import org.hawiya.app.serve.Ports;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;

/**
 * The story on a house of its own: started for it on free ports, and taken down with its data at
 * the end.
 */
final class HeadlessDemo {
    private static final String TEMPORARY_PREFIX = "headless-";

    private final PrintWriter out;
    private final @Nullable Path data;

    /**
     * @param data kept at the end; null for a fresh folder that is removed
     */
    HeadlessDemo(PrintWriter out, @Nullable Path data) {
        this.out = out;
        this.data = data;
    }

    /** Plays, prints, and writes the figures; the file appears whole or not at all. */
    StoryReport play(Cast cast, @Nullable Path json) {
        requireWritable(json);
        Narrator narrator = new Narrator(out);
        Path folder = data == null ? temporaryFolder() : data;
        Runnable afterwards = data == null ? () -> Storage.deleteTree(folder) : () -> {};
        narrator.say("starting PostgreSQL, enrolment, gateway and e-service");
        try (House house = House.open(folder, Ports.free(), afterwards);
                RegistrationDesk desk =
                        new RegistrationDesk(
                                house.ports().enrollmentAddress(),
                                house.installation().ca().trustingContext(),
                                house.installation().secrets().staff())) {
            narrator.say("they serve; the story begins with " + cast.players().size() + " people");
            Stage stage =
                    new Stage(
                            house.installation(),
                            house.ports(),
                            desk,
                            house.installation().data().folder("wallet"),
                            narrator,
                            new SecureRandom());
            StoryReport report = new Story(stage, house.database()).play(cast.players());
            String text =
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(report);
            narrator.say(report.holds() ? "the story holds" : "THE STORY DOES NOT HOLD");
            out.println(text);
            out.flush();
            write(json, text);
            return report;
        }
    }

    private static void requireWritable(@Nullable Path json) {
        if (json == null) {
            return;
        }
        Path parent = json.toAbsolutePath().getParent();
        if (parent == null || !Files.isWritable(parent) || Files.isDirectory(json)) {
            throw new CommandFailure(
                    ExitCode.STORAGE,
                    "the file " + json + " cannot be written: choose another with --json FILE");
        }
    }

    private static void write(@Nullable Path json, String text) {
        if (json == null) {
            return;
        }
        try {
            Path target = json.toAbsolutePath();
            Path fresh = Files.createTempFile(target.getParent(), "hawiya", ".json.new");
            Files.writeString(fresh, text + "\n");
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Storage.failure("the figures cannot be written to " + json, json, e);
        }
    }

    private static Path temporaryFolder() {
        Path home = Home.folder();
        try {
            Files.createDirectories(home);
            removeLeftovers(home);
            return Files.createTempDirectory(home, TEMPORARY_PREFIX);
        } catch (IOException e) {
            throw Storage.failure("no temporary folder can be made in " + home, home, e);
        }
    }

    /**
     * What killed runs left: their database may still run. A folder in use is locked, and left
     * alone.
     */
    private static void removeLeftovers(Path home) throws IOException {
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(home, TEMPORARY_PREFIX + "*")) {
            for (Path folder : folders) {
                try (DataDirectory leftover = DataDirectory.open(folder)) {
                    EmbeddedDatabase.stopLeftover(leftover.root());
                } catch (CommandFailure e) {
                    continue;
                }
                Storage.deleteTree(folder);
            }
        }
    }
}
