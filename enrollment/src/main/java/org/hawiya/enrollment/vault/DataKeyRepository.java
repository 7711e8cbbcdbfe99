package org.hawiya.enrollment.vault;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wrapped data keys in the database. */
final class DataKeyRepository {
    private final JdbcClient jdbc;

    DataKeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(PersonId person, byte[] wrapped) {
        jdbc.sql("insert into register.data_key (person_id, wrapped) values (:person, :wrapped)")
                .param("person", person.value())
                .param("wrapped", wrapped)
                .update();
    }

    Optional<byte[]> find(PersonId person) {
        return jdbc.sql("select wrapped from register.data_key where person_id = :person")
                .param("person", person.value())
                .query(byte[].class)
                .optional();
    }
}
