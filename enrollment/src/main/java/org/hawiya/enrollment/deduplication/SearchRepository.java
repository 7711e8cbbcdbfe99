package org.hawiya.enrollment.deduplication;

import java.time.Instant;
import java.time.ZoneOffset;
import org.hawiya.enrollment.application.ApplicationNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proofs of searches in the database. */
final class SearchRepository {
    private final JdbcClient jdbc;

    SearchRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ApplicationNumber number, Search search, Instant now) {
        jdbc.sql(
                        """
                        insert into register.search (number, compared, outcome, searched_at)
                        values (:number, :compared, :outcome, :now)\
                        """)
                .param("number", number.value())
                .param("compared", search.compared())
                .param("outcome", search.outcome().name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
