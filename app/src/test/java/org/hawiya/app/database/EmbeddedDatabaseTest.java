package org.hawiya.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

class EmbeddedDatabaseTest {
    private static final Path PROGRAMS = Path.of("target", "postgresql-programs").toAbsolutePath();

    @TempDir Path folder;

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(PROGRAMS, folder);
    }

    @Test
    void isDurableAndAsksForAPassword() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            assertThat(setting(database, "fsync")).isEqualTo("on");
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(database, "full_page_writes")).isEqualTo("on");
            assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                            database.jdbcUrl(), database.user(), "guess")
                                    .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aServerLeftByAKilledRunIsStoppedAndItsDataIsThere() throws SQLException {
        EmbeddedDatabase leftBehind = start();
        execute(leftBehind, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (784)");
        // No close: this is what kill -9 of the process leaves.
        try (EmbeddedDatabase next = start()) {
            assertThat(leftBehind.process().isAlive()).isFalse();
            assertThat(next.process().pid()).isNotEqualTo(leftBehind.process().pid());
            assertThat(query(next, "SELECT n FROM kept")).isEqualTo("784");
        }
    }

    @Test
    void aServerThatWasItselfKilledComesBackWithAllThatWasCommitted() throws Exception {
        EmbeddedDatabase killed = start();
        execute(killed, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)");
        killed.process().destroyForcibly();
        killed.process().onExit().get(10, TimeUnit.SECONDS);
        try (EmbeddedDatabase next = start()) {
            assertThat(query(next, "SELECT n FROM kept")).isEqualTo("1");
        }
    }

    @Test
    void aStrangerOnTheRememberedPortIsLeftAlone() throws Exception {
        int port;
        try (EmbeddedDatabase database = start()) {
            port = database.port();
            execute(database, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (2)");
        }
        try (ServerSocket stranger = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedDatabase database = start()) {
            assertThat(stranger.isBound()).isTrue();
            assertThat(database.port()).isNotEqualTo(port);
            assertThat(query(database, "SELECT n FROM kept")).isEqualTo("2");
        }
    }

    @Test
    void aStaleProcessNumberDoesNotEndTheStrangerWhoGotItSince() throws Exception {
        start().close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    folder.resolve("database/postmaster.pid"),
                    stranger.pid() + "\n" + folder.resolve("database") + "\n");
            assertThat(ServerProcess.serverOf(folder.resolve("database"))).isEmpty();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aClusterCutOffWhileBeingMadeIsMadeAgain() throws Exception {
        Files.createDirectories(folder.resolve("database.new/base"));
        Files.writeString(folder.resolve("database.new/PG_VERSION"), "18");
        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aFolderThatIsAFileIsSaidSoInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedDatabase.start(PROGRAMS, file.resolve("inside")))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> {
                            assertThat(failure.exitCode()).isEqualTo(ExitCode.STORAGE);
                            assertThat(failure.getMessage())
                                    .doesNotContain("\n")
                                    .contains("file/inside");
                        });
    }

    private static String setting(EmbeddedDatabase database, String name) throws SQLException {
        return query(database, "SHOW " + name);
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
