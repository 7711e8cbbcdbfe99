package org.hawiya.app.demo;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.database.EmbeddedDatabase;
import org.hawiya.ledger.LedgerVerifier;
import org.hawiya.ledger.Progress;
import org.hawiya.ledger.VerificationReport;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The auditor comes: the independent verifier recomputes the ledger from its first entry, with
 * nothing but a public key.
 */
final class LedgerChapter {
    /** The servers sign on a schedule: the last entries wait for their checkpoint. */
    private static final int MAX_WAITS = 60;

    private static final long WAIT_MILLIS = 500;

    private final Stage stage;

    LedgerChapter(Stage stage) {
        this.stage = stage;
    }

    VerificationReport play(EmbeddedDatabase database) {
        PublicKey key = stage.installation().checkpointKey();
        VerificationReport report = verify(database, key);
        for (int waits = 0;
                report.signedEntries() < report.entries() && waits < MAX_WAITS;
                waits++) {
            Pause.millis(WAIT_MILLIS);
            report = verify(database, key);
        }
        stage.say(
                "the ledger has %d entries, %d of them under a signed checkpoint: %s"
                        .formatted(
                                report.entries(),
                                report.signedEntries(),
                                report.holds()
                                        ? "verified"
                                        : "BROKEN: " + report.findings().getFirst()));
        return report;
    }

    private static VerificationReport verify(EmbeddedDatabase database, PublicKey key) {
        try (Connection connection = database.connection()) {
            return new LedgerVerifier().verify(connection, key, Progress.none());
        } catch (SQLException e) {
            throw new CommandFailure(
                    ExitCode.DATABASE, "the ledger cannot be read: " + e.getMessage(), e);
        }
    }
}
