package org.hawiya.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;

/**
 * Where acts are recorded. An entry is written in the transaction of the act it records: both are
 * there, or neither. Thread-safe (a connection is not).
 */
public final class Ledger {
    private static final byte[] SUBJECT_LABEL =
            "hawiya ledger subject\0".getBytes(StandardCharsets.US_ASCII);

    private final KeyCustody custody;
    private final Clock clock;

    /**
     * @param custody must hold {@link KeyName#LEDGER_SUBJECT}
     */
    public Ledger(KeyCustody custody, Clock clock) {
        this.custody = custody;
        this.clock = clock;
    }

    /**
     * Appends in the caller's transaction and returns the entry's index: 0, 1, 2 … without gaps,
     * whatever is rolled back.
     *
     * <p>From here to the end of the transaction every other append waits (5 s at most, then
     * fails), so append last and commit soon. Durable and visible when the caller's commit returns.
     * Costs one round trip.
     *
     * @param transaction with auto-commit off
     * @throws SQLException when the entry cannot be written; the transaction can then only be
     *     rolled back, which is the intent: what cannot be recorded is not done
     */
    public long append(Connection transaction, LedgerEntry entry) throws SQLException {
        if (transaction.getAutoCommit()) {
            throw new IllegalStateException(
                    "an entry belongs into the transaction of its act, and there is none");
        }
        try (PreparedStatement call =
                transaction.prepareStatement("select ledger.append(?, ?, ?, ?, ?, ?)")) {
            call.setShort(1, (short) entry.event().code());
            call.setLong(2, micros(entry.at()));
            call.setBytes(3, entry.subject().value());
            call.setShort(4, (short) entry.actor().kind().code());
            call.setString(5, entry.actor().name());
            call.setBytes(6, entry.detail().value());
            try (ResultSet result = call.executeQuery()) {
                if (!result.next()) {
                    throw new SQLException("the ledger gave no index");
                }
                return result.getLong(1);
            }
        }
    }

    /** As {@link #append(Connection, LedgerEntry)}, of this moment. */
    public long append(
            Connection transaction, LedgerEvent event, Subject subject, Actor actor, Detail detail)
            throws SQLException {
        return append(transaction, new LedgerEntry(event, subject, actor, clock.instant(), detail));
    }

    /**
     * The person's name in the ledger: HMAC-SHA256 of the reference under {@link
     * KeyName#LEDGER_SUBJECT}.
     */
    public Subject subjectOf(PersonRef person) {
        byte[] message =
                ByteBuffer.allocate(SUBJECT_LABEL.length + 2 * Long.BYTES)
                        .put(SUBJECT_LABEL)
                        .putLong(person.value().getMostSignificantBits())
                        .putLong(person.value().getLeastSignificantBits())
                        .array();
        return new Subject(custody.hmacSha256(KeyName.LEDGER_SUBJECT, message));
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
