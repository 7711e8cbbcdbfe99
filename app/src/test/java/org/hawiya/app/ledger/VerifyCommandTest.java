package org.hawiya.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.hawiya.app.CommandFailure;
import org.hawiya.app.database.EmbeddedDatabase;
import org.hawiya.app.provision.DataDirectory;
import org.hawiya.app.provision.Home;
import org.hawiya.custody.KeyName;
import org.hawiya.custody.Pkcs12Custody;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.CheckpointKeyFile;
import org.hawiya.ledger.CheckpointWitness;
import org.hawiya.ledger.Checkpointer;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.Ledger;
import org.hawiya.ledger.LedgerEvent;
import org.hawiya.ledger.LedgerSchema;
import org.hawiya.ledger.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine;

class VerifyCommandTest {
    private static final int ENTRIES = 20;

    @TempDir Path folder;

    /** PostgreSQL's programs are unpacked below the build's own folder, not in the user's. */
    @BeforeAll
    static void stayInTheBuildFolder() {
        System.setProperty("hawiya.root", Path.of("target").toAbsolutePath().toString());
    }

    @AfterAll
    static void leave() {
        System.clearProperty("hawiya.root");
    }

    @Test
    void ledgerIsVerifiedRunningAndStopped_andATamperedOneIsRefused() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(Home.programs(), data.root())) {
            fill(database);
            assertThat(verify("--data", folder.toString())).isEqualTo(0);
        }

        Path json = folder.resolve("report.json");
        assertThat(verify("--data", folder.toString(), "--json", json.toString())).isEqualTo(0);
        assertThat(json)
                .content()
                .contains(
                        "\"holds\" : true",
                        "\"entries\" : 20",
                        "\"signedEntries\" : 20",
                        "\"firstBadIndex\" : -1");

        try (DataDirectory data = DataDirectory.open(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(Home.programs(), data.root())) {
            tamper(database);
        }
        assertThat(verify("--data", folder.toString(), "--json", json.toString())).isEqualTo(1);
        assertThat(json).content().contains("\"holds\" : false", "\"firstBadIndex\" : 7");
    }

    @Test
    void missingDatabaseOrKey_isOneClearLine() throws IOException {
        Files.createDirectories(folder.resolve("keys"));
        assertThatThrownBy(() -> verify("--data", folder.toString()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("checkpoint.pem");
        assertThatThrownBy(() ->
                        verify(
                                "--jdbc",
                                "jdbc:postgresql://127.0.0.1:1/none",
                                "--user",
                                "auditor",
                                "--password-file",
                                "none"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--public-key");
    }

    private void fill(EmbeddedDatabase database) throws SQLException, IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        LedgerSchema.migrate(source);
        Path keys = Files.createDirectories(folder.resolve("keys"));
        try (Pkcs12Custody custody =
                Pkcs12Custody.create(keys.resolve("keys.p12"), "password".toCharArray())
                        .secret(KeyName.LEDGER_SUBJECT)
                        .signing(KeyName.CHECKPOINT)
                        .write()) {
            CheckpointKeyFile.write(
                    keys.resolve("checkpoint.pem"), custody.certificate(KeyName.CHECKPOINT));
            Ledger ledger = new Ledger(custody, Clock.systemUTC());
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < ENTRIES; i++) {
                    ledger.append(
                            connection,
                            LedgerEvent.FEED_READ,
                            Subject.nobody(),
                            Actor.system("gateway"),
                            Detail.none());
                }
                connection.commit();
            }
            CheckpointWitness witness = new CheckpointWitness(folder.resolve("checkpoint.note"));
            new Checkpointer(source, custody, Checkpointer.DEFAULT_ORIGIN, witness).checkpoint();
        }
    }

    private static void tamper(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table ledger.entry disable trigger user");
            statement.execute("update ledger.entry set actor = 'operator' where index = 7");
        }
    }

    private static int verify(String... options) {
        CommandLine command = new CommandLine(new LedgerCommand());
        command.setOut(new PrintWriter(new StringWriter()));
        command.setExecutionExceptionHandler((failure, line, arguments) -> {
            throw failure;
        });
        String[] arguments = new String[options.length + 1];
        arguments[0] = "verify";
        System.arraycopy(options, 0, arguments, 1, options.length);
        CommandLine.ParseResult parsed = command.parseArgs(arguments);
        try {
            return ((VerifyCommand) parsed.subcommand().commandSpec().userObject()).call();
        } finally {
            command.getOut().flush();
        }
    }
}
