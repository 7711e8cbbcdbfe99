package org.hawiya.enrollment.issuance;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.operators.OperatorName;
import org.hawiya.enrollment.vault.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cards and blank stock in the database. */
final class CardRepository {
    private static final String COLUMNS =
            "select id, person_id, status, serial, key_version, positions, channel_certificate, assertion_certificate from register.card ";
    private final JdbcClient jdbc;

    CardRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when it is in stock already. */
    boolean addBlank(CardSerial serial, OperatorName by, Instant now) {
        return jdbc.sql(
                                """
                                insert into register.blank_card (serial, received_by, received_at)
                                values (:serial, :by, :now) on conflict do nothing\
                                """)
                        .param("serial", serial.value())
                        .param("by", by.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean isFreeBlank(CardSerial serial) {
        return jdbc.sql(
                        """
                        select exists (select from register.blank_card where serial = :serial)
                           and not exists (select from register.card where serial = :serial)\
                        """)
                .param("serial", serial.value())
                .query(Boolean.class)
                .single();
    }

    void add(Card.Personalising card, OperatorName by, Instant now) {
        jdbc.sql(
                        """
                        insert into register.card (id, person_id, status, key_version, positions, ordered_by, ordered_at, changed_at)
                        values (:id, :person, 'PERSONALISING', :version, :positions, :by, :now, :now)\
                        """)
                .param("id", card.id().value())
                .param("person", card.person().value())
                .param("version", card.keyVersion())
                .param(
                        "positions",
                        card.fingers().stream()
                                .map(finger -> (short) finger.code())
                                .toArray(Short[]::new))
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void choose(CardId id, CardSerial serial, Instant now) {
        jdbc.sql("update register.card set serial = :serial, changed_at = :now where id = :id")
                .param("serial", serial.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    void activate(Card.Active card, Instant now) {
        jdbc.sql(
                        """
                        update register.card
                        set status = 'ACTIVE', channel_certificate = :channel, assertion_certificate = :assertion, changed_at = :now
                        where id = :id\
                        """)
                .param("channel", card.certified().channelCertificate())
                .param("assertion", card.certified().assertionCertificate())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", card.id().value())
                .update();
    }

    void saveStatus(Card card, Instant now) {
        jdbc.sql("update register.card set status = :status, changed_at = :now where id = :id")
                .param("status", card.status().name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", card.id().value())
                .update();
    }

    Optional<Card> find(CardId id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id.value())
                .query(CardRepository::card)
                .optional();
    }

    Optional<Card> lock(CardId id) {
        return jdbc.sql(COLUMNS + "where id = :id for update")
                .param("id", id.value())
                .query(CardRepository::card)
                .optional();
    }

    /** The newest first. */
    List<Card> ofPerson(PersonId person) {
        return jdbc.sql(COLUMNS + "where person_id = :person order by ordered_at desc")
                .param("person", person.value())
                .query(CardRepository::card)
                .list();
    }

    private static Card card(ResultSet row, int n) throws SQLException {
        CardId id = new CardId(row.getObject("id", UUID.class));
        PersonId person = new PersonId(row.getObject("person_id", UUID.class));
        List<FingerPosition> fingers = fingers(row.getArray("positions"));
        int version = row.getInt("key_version");
        Card.Status status = Card.Status.valueOf(row.getString("status"));
        Optional<CardSerial> serial =
                Optional.ofNullable(row.getBytes("serial")).map(CardSerial::new);
        return switch (status) {
            case PERSONALISING -> new Card.Personalising(id, person, fingers, version, serial);
            case SPOILED -> new Card.Spoiled(id, person, fingers, version, serial);
            case ACTIVE -> new Card.Active(id, person, fingers, version, certified(row));
            case LOST -> new Card.Lost(id, person, fingers, version, certified(row));
            case REVOKED -> new Card.Revoked(id, person, fingers, version, certified(row));
        };
    }

    private static Card.Certified certified(ResultSet row) throws SQLException {
        return new Card.Certified(
                new CardSerial(row.getBytes("serial")),
                row.getBytes("channel_certificate"),
                row.getBytes("assertion_certificate"));
    }

    private static List<FingerPosition> fingers(Array positions) throws SQLException {
        return Arrays.stream((Short[]) positions.getArray()).map(FingerPosition::ofCode).toList();
    }
}
