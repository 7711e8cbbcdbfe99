package org.hawiya.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A durable PostgreSQL of its own that can be killed like by a power cut of the process, and
 * started again on its files.
 */
final class KillableDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path cluster;
    private final int port;
    private EmbeddedPostgres server;

    private KillableDatabase(Path cluster, int port, EmbeddedPostgres server) {
        this.cluster = cluster;
        this.port = port;
        this.server = server;
    }

    static KillableDatabase in(Path cluster) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        return new KillableDatabase(cluster, port, start(cluster, port));
    }

    DataSource source() {
        return server.getPostgresDatabase();
    }

    /**
     * SIGKILL to the main process, the one whose number the cluster itself wrote down. Its children
     * notice and end.
     */
    void kill() throws Exception {
        long pid =
                Long.parseLong(
                        Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        try {
            server.close(); // nothing is left to stop; this gives up the launcher's lock on the
            // folder
        } catch (IOException nothingToStop) {
            assertThat(postmaster.isAlive()).isFalse();
        }
    }

    void restart() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                server = start(cluster, port);
                return;
            } catch (IOException | IllegalStateException childrenAreStillThere) {
                if (Instant.now().isAfter(deadline)) {
                    throw childrenAreStillThere;
                }
                Thread.sleep(200);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static EmbeddedPostgres start(Path cluster, int port) throws IOException {
        EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(cluster)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setPGStartupWait(PATIENCE)
                        .start();
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            if (connection.isValid(5)) {
                return server;
            }
        } catch (SQLException e) {
            throw new IOException("the database does not answer", e);
        }
        throw new IOException("the database does not answer");
    }
}
