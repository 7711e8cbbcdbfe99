package org.hawiya.enrollment.outbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hawiya.enrollment.vault.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox in the database. */
final class OutboxRepository {
    private final JdbcClient jdbc;

    OutboxRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Holds the head's row until the commit: cursors become visible in their order. */
    void append(PersonId person, @Nullable UUID card, Instant now) {
        jdbc.sql(
                        """
                        with head as (update register.outbox_head set last_cursor = last_cursor + 1 returning last_cursor)
                        insert into register.outbox (cursor, person_id, card_id, at)
                        select last_cursor, :person, cast(:card as uuid), :now from head\
                        """)
                .param("person", person.value())
                .param("card", card)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<OutboxEvent> after(long cursor, int limit) {
        return jdbc.sql(
                        """
                        select cursor, person_id, card_id from register.outbox
                        where cursor > :cursor order by cursor limit :limit\
                        """)
                .param("cursor", cursor)
                .param("limit", limit)
                .query((row, n) ->
                        new OutboxEvent(
                                row.getLong("cursor"),
                                new PersonId(row.getObject("person_id", UUID.class)),
                                row.getObject("card_id", UUID.class)))
                .list();
    }
}
