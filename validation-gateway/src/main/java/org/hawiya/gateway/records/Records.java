package org.hawiya.gateway.records;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's copy of the register. A person's data lies sealed under the gateway's own key. */
@Repository
public class Records {
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final KeyCustody custody;
    private final JsonMapper json;

    Records(
            JdbcClient database,
            TransactionTemplate transaction,
            KeyCustody custody,
            JsonMapper json) {
        this.database = database;
        this.transaction = transaction;
        this.custody = custody;
        this.json = json;
    }

    public Optional<Person> person(PersonId id) {
        return database.sql("SELECT sealed FROM gateway.identity WHERE person_id = :id")
                .param("id", id.value())
                .query((row, number) -> row.getBytes("sealed"))
                .optional()
                .map(sealed ->
                        json.readValue(
                                custody.open(KeyName.GATEWAY_RECORDS, associated(id), sealed),
                                Person.class));
    }

    public Optional<Card> card(Card.Serial serial) {
        return database.sql("SELECT * FROM gateway.card WHERE serial = :serial")
                .param("serial", serial.value())
                .query((row, number) -> card(row))
                .optional();
    }

    /** Where the copy stands. */
    record Position(long cursor, Instant headAt) {}

    Position position() {
        return database.sql("SELECT cursor, head_at FROM gateway.feed_position")
                .query((row, number) -> position(row))
                .single();
    }

    /**
     * Takes a page over, events and position in one transaction: the copy is at one position,
     * whole. A page that somebody else has taken over meanwhile is left alone.
     *
     * @param after the position that the page was asked from
     * @param askedAt when it was asked for: the copy is known to be complete up to that moment if
     *     the page reaches the head
     */
    void apply(FeedPage page, long after, Instant askedAt) {
        if (page.next() < after) {
            throw new FeedUnavailableException(
                    "enrolment's feed went back, from " + after + " to " + page.next());
        }
        transaction.executeWithoutResult(status -> {
            Position now =
                    database.sql("SELECT cursor, head_at FROM gateway.feed_position FOR UPDATE")
                            .query((row, number) -> position(row))
                            .single();
            if (now.cursor() != after) {
                return;
            }
            page.events().forEach(this::store);
            boolean newer = page.atHead() && askedAt.isAfter(now.headAt());
            database.sql("UPDATE gateway.feed_position SET cursor = :next, head_at = :headAt")
                    .param("next", page.next())
                    .param("headAt", (newer ? askedAt : now.headAt()).atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    private void store(FeedEvent event) {
        switch (event) {
            case FeedEvent.IdentityChanged(Person person) -> store(person);
            case FeedEvent.CardChanged(Card card) -> store(card);
        }
    }

    private void store(Person person) {
        byte[] sealed =
                custody.seal(
                        KeyName.GATEWAY_RECORDS,
                        associated(person.id()),
                        json.writeValueAsBytes(person));
        database.sql(
                        """
                        INSERT INTO gateway.identity (person_id, sealed) VALUES (:id, :sealed)
                        ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed
                        """)
                .param("id", person.id().value())
                .param("sealed", sealed)
                .update();
    }

    private void store(Card card) {
        database.sql(
                        """
                        INSERT INTO gateway.card (serial, person_id, status, key_version)
                        VALUES (:serial, :person, :status, :version)
                        ON CONFLICT (serial) DO UPDATE SET
                          person_id = excluded.person_id, status = excluded.status,
                          key_version = excluded.key_version
                        """)
                .param("serial", card.serial().value())
                .param("person", card.person().value())
                .param("status", card.status().name())
                .param("version", card.keyVersion())
                .update();
    }

    private static Card card(ResultSet row) throws SQLException {
        return new Card(
                new Card.Serial(row.getBytes("serial")),
                new PersonId(row.getObject("person_id", UUID.class)),
                Card.Status.of(row.getString("status")),
                row.getInt("key_version"));
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(
                row.getLong("cursor"), row.getObject("head_at", OffsetDateTime.class).toInstant());
    }

    private static byte[] associated(PersonId id) {
        return ("identity\0" + id).getBytes(StandardCharsets.UTF_8);
    }
}
