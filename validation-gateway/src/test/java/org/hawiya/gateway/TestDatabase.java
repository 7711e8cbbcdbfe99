package org.hawiya.gateway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL, durable and with passwords; every gateway gets an empty database in it. */
final class TestDatabase {
    static final String USER = "postgres";
    static final String PASSWORD = "only for this test run";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestDatabase() {}

    /** The JDBC address of a new database. */
    static String create() {
        String name = "gateway_" + NUMBER.incrementAndGet();
        try (Connection admin = connect(address("postgres"))) {
            admin.createStatement().execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return address(name);
    }

    static Connection connect(String address) throws SQLException {
        return DriverManager.getConnection(address, USER, PASSWORD);
    }

    private static String address(String database) {
        return "jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + database;
    }

    private static EmbeddedPostgres start() {
        try {
            Path password = Files.createTempFile("gateway-test", ".password");
            Files.writeString(password, PASSWORD);
            // The database's own user reads it, who is not the one that runs the tests.
            if (!password.toFile().setReadable(true, false)) {
                throw new IOException("can't share " + password);
            }
            return EmbeddedPostgres.builder()
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", password.toString())
                    .setConnectConfig("password", PASSWORD)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
