package org.hawiya.app.serve;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.database.EmbeddedDatabase;
import org.hawiya.app.provision.DataDirectory;
import org.hawiya.app.provision.Home;
import org.hawiya.app.provision.Installation;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * One installation with everything running in this process: data directory, PostgreSQL, servers.
 * Closing it, or ending the process by Ctrl-C at any moment, stops what has been started so far,
 * the newest first. Thread-safe.
 */
public final class House implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Ports ports;
    private final Installation installation;
    private final EmbeddedDatabase database;
    private boolean closed;

    private House(Path folder, Ports ports, Runnable afterwards) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-all"));
        this.ports = ports;
        try {
            keep(() -> afterwards::run);
            DataDirectory data = keep(() -> DataDirectory.open(folder));
            LogFile.open(data.root().resolve("hawiya.log"));
            ports.requireFree();
            this.installation = Installation.prepare(data, Clock.systemUTC());
            this.database = keep(() -> EmbeddedDatabase.start(Home.programs(), data.root()));
            keep(() -> Servers.start(installation, database, ports));
            keep(() -> Checkpoints.start(installation, database));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything; when it returns, the servers serve.
     *
     * @param afterwards done when all is stopped, also after a failed start
     */
    public static House open(Path folder, Ports ports, Runnable afterwards) {
        return new House(folder, ports, afterwards);
    }

    /**
     * Starts something that belongs to this house and is stopped before everything that was started
     * earlier.
     */
    public <T extends AutoCloseable> T keep(Supplier<T> start) {
        T started = start.get();
        synchronized (open) {
            if (!closed) {
                open.push(started);
                return started;
            }
        }
        stop(started);
        throw new CommandFailure(ExitCode.INTERRUPTED, "stopped while starting");
    }

    public Installation installation() {
        return installation;
    }

    public EmbeddedDatabase database() {
        return database;
    }

    public Ports ports() {
        return ports;
    }

    @Override
    public void close() {
        synchronized (open) {
            closed = true;
            while (!open.isEmpty()) {
                stop(open.pop());
            }
        }
    }

    /** One that does not stop must not keep the others from being stopped. */
    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("hawiya: while stopping: " + e.getMessage());
        }
    }
}
