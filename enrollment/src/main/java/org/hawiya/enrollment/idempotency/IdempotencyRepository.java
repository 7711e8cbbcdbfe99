package org.hawiya.enrollment.idempotency;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kept answers in the database. */
final class IdempotencyRepository {
    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A kept answer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(int status, byte[] answer) {}

    /**
     * Takes the key for this transaction; false when an answer is kept. Waits for another
     * transaction that holds it.
     */
    boolean reserve(Idempotent.Slot slot) {
        return jdbc.sql(
                                """
                                insert into register.idempotency (username, key, at)
                                values (:username, :key, :now) on conflict do nothing\
                                """)
                        .param("username", slot.username())
                        .param("key", slot.key())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void keep(Idempotent.Slot slot, int status, byte[] answer) {
        jdbc.sql(
                        "update register.idempotency set status = :status, answer = :answer where username = :username and key = :key")
                .param("status", status)
                .param("answer", answer)
                .param("username", slot.username())
                .param("key", slot.key())
                .update();
    }

    Row find(Idempotent.Slot slot) {
        return jdbc.sql(
                        "select status, answer from register.idempotency where username = :username and key = :key")
                .param("username", slot.username())
                .param("key", slot.key())
                .query((row, n) -> new Row(row.getInt(1), row.getBytes(2)))
                .single();
    }
}
