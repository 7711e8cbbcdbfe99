package org.hawiya.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verifier says when a ledger was changed behind its back. */
class TamperingIsDetectedTest {
    private static final long SEED = 20_261_123;

    /** The whole measure is 10,000: -DargLine=-Dhawiya.ledger.mutations=10000. */
    private static final int MUTATIONS = Integer.getInteger("hawiya.ledger.mutations", 3_000);

    private static final int ENTRIES = 200;

    @TempDir Path folder;
    private LedgerFixture fixture;
    private LedgerCopy clean;
    private String witness;

    @BeforeEach
    void fill() throws SQLException, IOException {
        fixture = new LedgerFixture(folder);
        for (int i = 0; i < 4; i++) {
            fixture.append(ENTRIES / 4);
            fixture.checkpointer.checkpoint();
        }
        try (Connection connection = fixture.database.getConnection()) {
            connection.setAutoCommit(false);
            clean = LedgerCopy.of(new StoredRows(connection));
            connection.rollback();
            witness = new LedgerReader().latestNote(connection).orElseThrow();
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void cleanLedger_raisesNoAlarm() throws SQLException {
        assertThat(verify(clean).findings()).isEmpty();
        assertThat(clean.entries).hasSize(ENTRIES);
    }

    @Test
    void randomMutation_isAlwaysDetected() throws SQLException {
        Random random = new Random(SEED);
        List<Mutation> kinds = List.of(Mutation.values());
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < MUTATIONS; i++) {
            LedgerCopy copy = clean.copy();
            String what = kinds.get(i % kinds.size()).apply(copy, random);
            if (verify(copy).holds()) {
                missed.add(what);
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void alteredEntry_isNamed() throws SQLException {
        for (long index : new long[] {0, 1, 57, 99, 100, 127, 128, 198, 199}) {
            Tampering.run(
                    fixture.database,
                    "update ledger.entry set at_micros = at_micros + 1 where index = " + index);
            assertThat(fixture.verify().firstBadIndex()).hasValue(index);
            assertThat(fixture.verify().findings()).hasSize(1);
            Tampering.run(
                    fixture.database,
                    "update ledger.entry set at_micros = at_micros - 1 where index = " + index);
        }
        assertThat(fixture.verify(witness).holds()).isTrue();
    }

    @Test
    void removedEntry_isNamed() throws SQLException {
        Tampering.run(fixture.database, "delete from ledger.entry where index = 123");
        assertThat(fixture.verify().firstBadIndex()).hasValue(123);
    }

    @Test
    void historyRewrittenWithoutTheKey_isFoundAfterTheLastGoodCheckpoint() throws SQLException {
        LedgerCopy copy = clean.copy();
        copy.rewriteFrom(
                130,
                row ->
                        new EntryRow(
                                row.index(),
                                (short) (row.event() + 1),
                                row.atMicros(),
                                row.subject(),
                                row.actorKind(),
                                row.actor(),
                                row.detail(),
                                row.hashes()));
        VerificationReport report = verify(copy);
        assertThat(report.firstBadIndex()).hasValue(100);
        assertThat(report.signedEntries()).isEqualTo(100);
    }

    @Test
    void historyRewrittenAndSignedWithAnotherKey_isFound() throws SQLException, IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("forger"));
        try (LedgerFixture forger = new LedgerFixture(elsewhere)) {
            forger.append(ENTRIES);
            forger.checkpointer.checkpoint();
            assertThat(forger.verify().holds()).isTrue();
            try (Connection connection = forger.database.getConnection()) {
                VerificationReport report =
                        new LedgerVerifier()
                                .verify(connection, fixture.publicKey(), Progress.none());
                assertThat(report.firstBadIndex()).hasValue(0);
            }
        }
    }

    @Test
    void everyPrefix_isARollBackThatTheWitnessSees() throws SQLException {
        for (int size = 0; size < ENTRIES; size++) {
            LedgerCopy copy = clean.copy();
            copy.truncate(size);
            assertThat(verify(copy).firstBadIndex()).as("rolled back to %d", size).hasValue(size);
        }
    }

    @Test
    void reportIsBounded_whenEverythingIsWrong() throws SQLException {
        Tampering.run(fixture.database, "update ledger.entry set actor = 'nobody'");
        VerificationReport report = fixture.verify();
        assertThat(report.findings()).hasSizeLessThanOrEqualTo(VerificationReport.MAX_FINDINGS);
        assertThat(report.firstBadIndex()).hasValue(0);
    }

    private VerificationReport verify(LedgerCopy copy) throws SQLException {
        return new LedgerVerifier()
                .verify(copy, fixture.publicKey(), List.of(witness), Progress.none());
    }
}
