package org.hawiya.ledger;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.hawiya.custody.KeyName;
import org.hawiya.custody.Pkcs12Custody;

/** A ledger in a real database, with keys in a real file, and ways to fill it. */
final class LedgerFixture implements AutoCloseable {
    static final String ORIGIN = "hawiya.test/ledger";
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    final DataSource database;
    final Pkcs12Custody custody;
    final Ledger ledger;
    final Checkpointer checkpointer;
    private int acts;

    LedgerFixture(Path folder) throws SQLException {
        database = TestDatabase.withLedger();
        custody =
                Pkcs12Custody.create(folder.resolve("keys.p12"), "password".toCharArray())
                        .secret(KeyName.LEDGER_SUBJECT)
                        .signing(KeyName.CHECKPOINT)
                        .write();
        ledger = new Ledger(custody, CLOCK);
        checkpointer = new Checkpointer(database, custody, ORIGIN);
    }

    PublicKey publicKey() {
        return custody.certificate(KeyName.CHECKPOINT).getPublicKey();
    }

    static PersonRef person(long number) {
        return new PersonRef(new UUID(0, number));
    }

    /** Appends entries of several kinds about ten persons, in transactions of up to 100. */
    void append(int entries) throws SQLException {
        LedgerEvent[] events = LedgerEvent.values();
        Actor[] actors = {
            Actor.operator("operator"),
            Actor.resident(),
            Actor.relyingParty("e-service"),
            Actor.system("gateway")
        };
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < entries; i++) {
                ledger.append(
                        connection,
                        events[i % events.length],
                        i % 7 == 0 ? Subject.nobody() : ledger.subjectOf(person(i % 10)),
                        actors[i % actors.length],
                        Detail.hashOf(("act " + acts++).getBytes(StandardCharsets.UTF_8)));
                if (i % 100 == 99) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }

    VerificationReport verify(String... witnessed) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new LedgerVerifier()
                    .verify(connection, publicKey(), List.of(witnessed), Progress.none());
        }
    }

    @Override
    public void close() {
        custody.close();
    }
}
