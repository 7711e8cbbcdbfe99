package org.hawiya.enrollment;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One real, durable PostgreSQL with passwords for all tests of this module; each server gets a
 * database of its own.
 */
final class TestDatabase {
    private static final String PASSWORD = "a-test-database-password";
    private static final TestDatabase INSTANCE = new TestDatabase();

    private final EmbeddedPostgres postgres;
    private int databases;

    private TestDatabase() {
        try {
            Path password = Files.createTempFile("postgres", ".pw");
            Files.writeString(password, PASSWORD);
            // initdb runs as another user when the tests run as root.
            password.toFile().setReadable(true, false);
            postgres =
                    EmbeddedPostgres.builder()
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("password_encryption", "scram-sha-256")
                            .setConnectConfig("password", PASSWORD)
                            .setLocaleConfig("auth", "scram-sha-256")
                            .setLocaleConfig("pwfile", password.toString())
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String password() {
        return PASSWORD;
    }

    /** The address of a new, empty database. */
    static String fresh() {
        return INSTANCE.create();
    }

    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "postgres", PASSWORD);
    }

    private synchronized String create() {
        String name = "register" + databases++;
        String server = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/";
        try (Connection connection = connect(server + "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server + name;
    }
}
