package org.hawiya.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * One real, durable PostgreSQL for all tests of this module; each test gets a database of its own.
 */
final class TestDatabase {
    private static final TestDatabase INSTANCE = new TestDatabase();

    private final EmbeddedPostgres postgres;
    private int databases;

    private TestDatabase() {
        try {
            postgres =
                    EmbeddedPostgres.builder()
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("full_page_writes", "on")
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database with the ledger's tables, and nothing in them. */
    static DataSource withLedger() throws SQLException {
        DataSource database = empty();
        LedgerSchema.migrate(database);
        return database;
    }

    static DataSource empty() throws SQLException {
        return INSTANCE.create();
    }

    private synchronized DataSource create() throws SQLException {
        String name = "test" + databases++;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return postgres.getDatabase("postgres", name);
    }
}
