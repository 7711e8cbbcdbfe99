package org.hawiya.app.database;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server of our own on 127.0.0.1: durable (fsync and synchronous_commit on), scram
 * authentication with generated passwords, no unix socket, its cluster in {@code folder/database}.
 * One at a time for a folder; the caller holds the folder's lock. When it returns from {@link
 * #start}, it answers; a server that a killed run left behind was stopped first, recognised by its
 * own postmaster.pid and working directory, never by its port. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The one database, and the role that owns it. */
    public static final String NAME = "hawiya";

    private static final String SUPERUSER = "postgres";
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final DatabaseSettings settings;
    private final ProcessHandle server;

    private EmbeddedDatabase(DatabaseSettings settings, ProcessHandle server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Starts the server; makes the cluster when the folder has none (a few seconds; a cluster cut
     * off while being made is made again).
     *
     * @param programs where PostgreSQL's programs are unpacked, shared by all folders
     * @throws CommandFailure when the disk, the folder or PostgreSQL says no, in one line
     */
    public static EmbeddedDatabase start(Path programs, Path folder) {
        try {
            Files.createDirectories(folder);
            Storage.requireRoom(folder);
            PostgresBinaries binaries = PostgresBinaries.in(programs);
            DatabaseSettings settings = DatabaseSettings.loadOrCreate(folder);
            Path cluster = folder.resolve("database");
            if (!Files.isDirectory(cluster)) {
                makeCluster(binaries, settings, folder, cluster);
            }
            ServerProcess.serverOf(cluster).ifPresent(ServerProcess::stop);
            if (!DatabaseSettings.isFree(settings.port())) {
                settings = settings.movedToFreePort(folder);
            }
            return launch(binaries, settings, folder, cluster);
        } catch (IOException e) {
            throw Storage.failure("the database's folder " + folder + " cannot be used", folder, e);
        }
    }

    /** Stops the server that a killed run left on this folder's cluster, if one did. */
    public static void stopLeftover(Path folder) {
        ServerProcess.serverOf(folder.resolve("database")).ifPresent(ServerProcess::stop);
    }

    private static void makeCluster(
            PostgresBinaries binaries, DatabaseSettings settings, Path folder, Path cluster)
            throws IOException {
        Path fresh = folder.resolve("database.new");
        Storage.deleteTree(fresh);
        Path passwordFile =
                Files.createTempFile(
                        folder,
                        "superuser",
                        ".password",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, settings.superuserPassword());
            run(
                    ServerProcess.command(
                            binaries.program("initdb"),
                            List.of(
                                    "--pgdata=" + fresh,
                                    "--username=" + SUPERUSER,
                                    "--pwfile=" + passwordFile,
                                    "--auth=scram-sha-256",
                                    "--encoding=UTF8",
                                    "--locale=C",
                                    "--data-checksums")),
                    folder);
        } finally {
            Files.delete(passwordFile);
        }
        // Only a finished cluster bears the name that the next start looks for.
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(List<String> command, Path folder) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw refused("PostgreSQL cannot make its cluster in " + folder, output);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitCode.INTERRUPTED, "interrupted while the database was made", e);
        }
    }

    private static CommandFailure refused(String what, String output) {
        if (output.contains("No space left")) {
            return new CommandFailure(
                    ExitCode.STORAGE,
                    what + ": the disk is full; make room or choose another place with --data DIR");
        }
        String lastLine = output.strip().lines().reduce((a, b) -> b).orElse("(it said nothing)");
        return new CommandFailure(ExitCode.DATABASE, what + ": " + lastLine);
    }

    private static EmbeddedDatabase launch(
            PostgresBinaries binaries, DatabaseSettings settings, Path folder, Path cluster)
            throws IOException {
        File log = folder.resolve("database.log").toFile();
        Instant deadline = Instant.now().plus(START_PATIENCE);
        String said;
        do {
            long logStart = log.length();
            Process process =
                    new ProcessBuilder(
                                    ServerProcess.command(
                                            binaries.program("postgres"),
                                            arguments(settings, cluster)))
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .start();
            EmbeddedDatabase database = new EmbeddedDatabase(settings, process.toHandle());
            if (database.answers(deadline)) {
                database.makeDatabase();
                return database;
            }
            said = tail(log.toPath(), logStart);
            // Back ends of a server that was killed alone need a moment to notice that it is gone.
        } while (said.contains("pre-existing shared memory block")
                && Instant.now().isBefore(deadline)
                && pause());
        throw refused("PostgreSQL does not start (see " + log + ")", said);
    }

    private static List<String> arguments(DatabaseSettings settings, Path cluster) {
        return List.of(
                "-D",
                cluster.toString(),
                "-p",
                Integer.toString(settings.port()),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "password_encryption=scram-sha-256",
                "-c",
                "max_connections=60",
                "-c",
                "shared_buffers=48MB",
                "-c",
                "max_wal_size=256MB",
                // Worker processes for reading ahead gain nothing at this size and cost memory.
                "-c",
                "io_method=sync",
                "-c",
                "log_min_messages=warning",
                "-c",
                "timezone=UTC");
    }

    private boolean answers(Instant deadline) {
        while (server.isAlive() && Instant.now().isBefore(deadline)) {
            try (Connection connection = superuserConnection(SUPERUSER)) {
                return connection.isValid(5);
            } catch (SQLException e) {
                if (!pause()) {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean pause() {
        try {
            Thread.sleep(50);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Role and database, each only if missing, so that a run killed between the two is finished by
     * the next.
     */
    private void makeDatabase() {
        try (Connection connection = superuserConnection(SUPERUSER);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                // The password is hexadecimal by construction: nothing to quote.
                statement.execute(
                        "CREATE ROLE " + NAME + " LOGIN PASSWORD '" + settings.password() + "'");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        } catch (SQLException e) {
            close();
            throw new CommandFailure(
                    ExitCode.DATABASE, "the database cannot be made: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private Connection superuserConnection(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                        + settings.port()
                        + "/"
                        + database
                        + "?connectTimeout=5",
                SUPERUSER,
                settings.superuserPassword());
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + NAME;
    }

    public String user() {
        return NAME;
    }

    public String password() {
        return settings.password();
    }

    public int port() {
        return settings.port();
    }

    /** The server's main process, for measuring and for tests that kill it. */
    public ProcessHandle process() {
        return server;
    }

    /** A connection of the owning role; the caller closes it. */
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user(), password());
    }

    private static String tail(Path log, long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int start = (int) Math.min(from, all.length);
        return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    }

    /** Stops the server; all committed work is on the disk before and after. */
    @Override
    public void close() {
        Optional.of(server).filter(ProcessHandle::isAlive).ifPresent(ServerProcess::stop);
    }
}
