package org.hawiya.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * How fast the ledger is on this machine, as one JSON object on standard output: {@code mvn -pl
 * ledger -am test -Dtest=LedgerBenchmark -Dsurefire.failIfNoSpecifiedTests=false}. Not part of the
 * ordinary tests.
 */
class LedgerBenchmark {
    private static final int ENTRIES = Integer.getInteger("hawiya.ledger.entries", 200_000);
    private static final int COMMITS_PER_WRITER = 250;
    private static final int PROOFS = 1_000;

    @Test
    void print() throws Exception {
        main();
    }

    static void main() throws Exception {
        Path folder = Files.createTempDirectory("ledger-benchmark");
        try (LedgerFixture fixture = new LedgerFixture(folder)) {
            double one = durableAppends(fixture, 1);
            double eight = durableAppends(fixture, 8);
            double bulk = bulkAppends(fixture);
            double signing = checkpoint(fixture);
            assertThat(fixture.verify().holds()).isTrue(); // and warms the verifier up
            VerificationReport report = fixture.verify();
            double proofs = proofs(fixture, report.entries());
            System.out.printf(
                    Locale.ROOT,
                    "{\"entries\": %d, \"holds\": %b, \"appendsPerSecondOneWriter\": %.0f, \"appendsPerSecondEightWriters\": %.0f,"
                            + " \"appendsPerSecondInOneTransaction\": %.0f, \"checkpointEntriesPerSecond\": %.0f,"
                            + " \"verifyEntriesPerSecond\": %d, \"inclusionProofsPerSecond\": %.0f}%n",
                    report.entries(),
                    report.holds(),
                    one,
                    eight,
                    bulk,
                    report.entries() / signing,
                    report.entriesPerSecond(),
                    proofs);
        } finally {
            Files.deleteIfExists(folder.resolve("keys.p12"));
            Files.deleteIfExists(folder);
        }
    }

    /** Every append committed by itself, and durable. */
    private static double durableAppends(LedgerFixture fixture, int writers) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                running.add(
                        executor.submit(() -> {
                            append(fixture);
                            return null;
                        }));
            }
            for (Future<?> writer : running) {
                writer.get();
            }
        }
        return writers * COMMITS_PER_WRITER / seconds(start);
    }

    private static void append(LedgerFixture fixture) throws SQLException {
        try (Connection connection = fixture.database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < COMMITS_PER_WRITER; i++) {
                fixture.ledger.append(
                        connection,
                        LedgerEvent.FINGER_VERIFIED,
                        fixture.ledger.subjectOf(LedgerFixture.person(i)),
                        Actor.relyingParty("e-service"),
                        Detail.none());
                connection.commit();
            }
        }
    }

    /** The cost of the database function alone. */
    private static double bulkAppends(LedgerFixture fixture) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = fixture.database.getConnection();
                PreparedStatement fill =
                        connection.prepareStatement(
                                """
                                select count(ledger.append(405::smallint, 1795428000000000 + n, sha256(int4send(n % 1000)),
                                    7::smallint, 'e-service', sha256(int4send(n))))
                                from generate_series(1, ?) n\
                                """)) {
            connection.setAutoCommit(false);
            fill.setInt(1, ENTRIES);
            fill.executeQuery().close();
            connection.commit();
        }
        return ENTRIES / seconds(start);
    }

    private static double checkpoint(LedgerFixture fixture) throws SQLException, IOException {
        long start = System.nanoTime();
        fixture.checkpointer.checkpoint();
        return seconds(start);
    }

    private static double proofs(LedgerFixture fixture, long size) throws SQLException {
        long start = System.nanoTime();
        LedgerReader reader = new LedgerReader();
        try (Connection connection = fixture.database.getConnection()) {
            for (int i = 0; i < PROOFS; i++) {
                reader.inclusion(connection, size * i / PROOFS, size);
            }
        }
        return PROOFS / seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
