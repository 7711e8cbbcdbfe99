package org.hawiya.app.database;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How PostgreSQL's programs are run here, and how a server process is recognised and stopped. */
final class ServerProcess {
    private static final Duration STOP_FAST = Duration.ofSeconds(20);
    private static final Duration STOP_AT_ONCE = Duration.ofSeconds(10);

    private ServerProcess() {}

    /**
     * The command line of a PostgreSQL program. PostgreSQL refuses to run as root: there a user
     * namespace of its own makes it an ordinary user without needing one. A session of its own
     * keeps the terminal's Ctrl-C away from the server, which has to outlive its clients.
     */
    static List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        if (runsAsRoot()) {
            command.add(requireUnshare());
            command.add("-U");
        }
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    static boolean runsAsRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static String requireUnshare() {
        String unshare = "/usr/bin/unshare";
        try {
            if (Files.isExecutable(Path.of(unshare))
                    && new ProcessBuilder(unshare, "-U", "true").start().waitFor() == 0) {
                return unshare;
            }
        } catch (IOException e) {
            // Said below: there is one remedy for all causes.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CommandFailure(
                ExitCode.DATABASE,
                "PostgreSQL does not run as root, and this machine allows no user namespaces"
                    + " (unshare -U); run as an ordinary user");
    }

    /**
     * The live server that works on exactly this cluster, if there is one. The number in
     * postmaster.pid alone proves nothing (it may have been given to another process since): the
     * process must also have the cluster as its working directory.
     */
    static Optional<ProcessHandle> serverOf(Path cluster) {
        Path pidFile = cluster.resolve("postmaster.pid");
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(pidFile);
            long pid = lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().trim());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> worksIn(process, cluster));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean worksIn(ProcessHandle process, Path cluster) {
        try {
            Path workingDirectory =
                    Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath();
            return workingDirectory.equals(cluster.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Stops a server: first its fast way (roll back, checkpoint, end), then at once (recovery at
     * the next start).
     */
    static void stop(ProcessHandle server) {
        if (!endsBy(server, "INT", STOP_FAST) && !endsBy(server, "QUIT", STOP_AT_ONCE)) {
            throw new CommandFailure(
                    ExitCode.DATABASE,
                    "PostgreSQL (process "
                            + server.pid()
                            + ") does not stop; end it and start again");
        }
    }

    private static boolean endsBy(ProcessHandle server, String signal, Duration patience) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + server.pid())
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
            Instant deadline = Instant.now().plus(patience);
            while (server.isAlive() && Instant.now().isBefore(deadline)) {
                Thread.sleep(20);
            }
            return !server.isAlive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !server.isAlive();
        }
    }
}
