package org.hawiya.enrollment.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hawiya.enrollment.application.ApplicationId;
import org.hawiya.enrollment.vault.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Identities in the database. */
final class IdentityRepository {
    private static final String COLUMNS =
            "select person_id, identity_number, application_id, status, registered_at from register.identity ";
    private final JdbcClient jdbc;

    IdentityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the number is taken. */
    boolean addIfNumberFree(Identity identity) {
        return jdbc.sql(
                                """
                                insert into register.identity (person_id, identity_number, application_id, registered_at)
                                values (:person, :number, :application, :now) on conflict (identity_number) do nothing\
                                """)
                        .param("person", identity.person().value())
                        .param("number", identity.number().value())
                        .param("application", identity.application().value())
                        .param("now", identity.registeredAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void addVersion(PersonId person, int version, byte[] demographics, String by, Instant now) {
        jdbc.sql(
                        """
                        insert into register.identity_version (person_id, version, demographics, valid_from, recorded_by)
                        values (:person, :version, :demographics, :now, :by)\
                        """)
                .param("person", person.value())
                .param("version", version)
                .param("demographics", demographics)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    /** A version as it lies there. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record SealedVersion(int version, byte[] demographics) {}

    SealedVersion latestVersion(PersonId person) {
        return jdbc.sql(
                        """
                        select version, demographics from register.identity_version
                        where person_id = :person order by version desc limit 1\
                        """)
                .param("person", person.value())
                .query((row, n) -> new SealedVersion(row.getInt(1), row.getBytes(2)))
                .single();
    }

    Optional<Identity> find(IdentityNumber number) {
        return jdbc.sql(COLUMNS + "where identity_number = :number")
                .param("number", number.value())
                .query(IdentityRepository::identity)
                .optional();
    }

    Optional<Identity> find(PersonId person) {
        return jdbc.sql(COLUMNS + "where person_id = :person")
                .param("person", person.value())
                .query(IdentityRepository::identity)
                .optional();
    }

    private static Identity identity(ResultSet row, int n) throws SQLException {
        return new Identity(
                new PersonId(row.getObject("person_id", UUID.class)),
                new IdentityNumber(row.getString("identity_number")),
                new ApplicationId(row.getObject("application_id", UUID.class)),
                Identity.Status.valueOf(row.getString("status")),
                row.getTimestamp("registered_at").toInstant());
    }
}
