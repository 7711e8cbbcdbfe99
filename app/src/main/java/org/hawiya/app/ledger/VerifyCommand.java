package org.hawiya.app.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.provision.Home;
import org.hawiya.ledger.CheckpointKeyFile;
import org.hawiya.ledger.CheckpointWitness;
import org.hawiya.ledger.LedgerVerifier;
import org.hawiya.ledger.Progress;
import org.hawiya.ledger.VerificationReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code hawiya ledger verify}: recomputes everything, believes only the public key and the
 * witness.
 */
@Command(
        name = "verify",
        description =
                "Recomputes the ledger from its first entry and checks every signed checkpoint. Only reads; the servers may run on.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hawiya ledger verify                                  the demo's ledger, running or stopped",
            "  hawiya ledger verify --data DIR --json report.json",
            "  hawiya ledger verify --jdbc jdbc:postgresql://db.example/hawiya?sslmode=verify-full --user auditor \\",
            "      --password-file FILE --public-key checkpoint.pem --witness checkpoint.note",
            ""
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int FINDINGS_SHOWN = 10;

    @Spec private @Nullable CommandSpec spec;

    @ArgGroup private Place place = new Place();

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description =
                    "The checkpoint key, PEM: certificate or public key (default: keys/checkpoint.pem in the data directory).")
    private @Nullable Path publicKey;

    @Option(
            names = "--witness",
            paramLabel = "FILE",
            description =
                    "A checkpoint kept outside the database; may be given several times (default: checkpoint.note in the data directory, when there).")
    private List<Path> witnesses = new ArrayList<>();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the report to FILE, machine-readable.")
    private @Nullable Path json;

    /** Where the ledger is: in a data directory, or in a database named outright. */
    static final class Place {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "A data directory with an embedded database (default: the demo's).")
        private @Nullable Path data;

        @ArgGroup(exclusive = false)
        private @Nullable Server server;
    }

    /** A database named outright. */
    static final class Server {
        @Option(
                names = "--jdbc",
                required = true,
                paramLabel = "URL",
                description = "The database.")
        private String url = "";

        @Option(
                names = "--user",
                required = true,
                paramLabel = "NAME",
                description = "A role that may read the ledger.")
        private String user = "";

        @Option(
                names = "--password-file",
                required = true,
                paramLabel = "FILE",
                description = "The role's password, on the first line.")
        private Path passwordFile = Path.of("");
    }

    @Override
    public Integer call() {
        PublicKey key = readKey();
        List<String> notes = readWitnesses();
        VerificationReport report;
        try (LedgerDatabase database = database();
                Connection connection = database.connect()) {
            report = new LedgerVerifier().verify(connection, key, notes, Progress.none());
        } catch (SQLException e) {
            throw new CommandFailure(
                    ExitCode.DATABASE, "the ledger cannot be read: " + oneLine(e), e);
        }
        print(report);
        if (json != null) {
            write(json, report);
        }
        return (report.holds() ? ExitCode.OK : ExitCode.NOT_HELD).code();
    }

    private LedgerDatabase database() {
        Server server = place.server;
        return server == null
                ? LedgerDatabase.inDataDirectory(dataDirectory())
                : LedgerDatabase.named(server.url, server.user, firstLine(server.passwordFile));
    }

    private Path dataDirectory() {
        return place.data == null ? Home.folder().resolve("demo") : place.data;
    }

    private PublicKey readKey() {
        if (publicKey == null && place.server != null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "say with --public-key FILE which key signs the checkpoints of this database");
        }
        Path file =
                publicKey == null
                        ? dataDirectory().resolve("keys").resolve("checkpoint.pem")
                        : publicKey;
        try {
            return CheckpointKeyFile.read(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.INPUT, "the public key " + file + " cannot be read: " + oneLine(e), e);
        }
    }

    private List<String> readWitnesses() {
        List<Path> files = new ArrayList<>(witnesses);
        Path usual = dataDirectory().resolve("checkpoint.note");
        if (files.isEmpty() && place.server == null && Files.exists(usual)) {
            files.add(usual);
        }
        List<String> notes = new ArrayList<>();
        for (Path file : files) {
            try {
                notes.add(
                        new CheckpointWitness(file)
                                .note()
                                .orElseThrow(() ->
                                        new CommandFailure(
                                                ExitCode.INPUT,
                                                "there is no witness file " + file)));
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.INPUT,
                        "the witness " + file + " cannot be read: " + oneLine(e),
                        e);
            }
        }
        return notes;
    }

    private void print(VerificationReport report) {
        PrintWriter out =
                spec == null
                        ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                        : spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d entries, %d under %d signed checkpoints, root %s, %.1f s%n",
                report.entries(),
                report.signedEntries(),
                report.checkpoints(),
                report.rootHex(),
                report.duration().toMillis() / 1000.0);
        report.findings().stream()
                .limit(FINDINGS_SHOWN)
                .forEach(finding -> out.println("  " + finding.problem()));
        if (report.holds()) {
            out.println("The ledger holds.");
        } else {
            out.printf(
                    "THE LEDGER DOES NOT HOLD: entry %d is the first that cannot be believed.%n",
                    report.firstBadIndex().orElse(0));
        }
        out.flush();
    }

    /** The machine-readable report; {@code firstBadIndex} is -1 when the ledger holds. */
    private record Json(
            boolean holds,
            long entries,
            long signedEntries,
            long checkpoints,
            String root,
            long firstBadIndex,
            List<VerificationReport.Finding> findings,
            double seconds,
            long entriesPerSecond) {}

    private static void write(Path file, VerificationReport report) {
        Json content =
                new Json(
                        report.holds(),
                        report.entries(),
                        report.signedEntries(),
                        report.checkpoints(),
                        report.rootHex(),
                        report.firstBadIndex().orElse(-1),
                        report.findings(),
                        report.duration().toMillis() / 1000.0,
                        report.entriesPerSecond());
        try {
            Files.writeString(
                    file,
                    JsonMapper.builder()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build()
                                    .writeValueAsString(content)
                            + "\n");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.STORAGE,
                    "the report " + file + " cannot be written: " + oneLine(e),
                    e);
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    "the password file " + file + " cannot be read: " + oneLine(e),
                    e);
        }
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
