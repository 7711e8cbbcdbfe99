package org.hawiya.enrollment.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hawiya.enrollment.operators.OperatorName;
import org.hawiya.enrollment.vault.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Applications in the database. */
final class ApplicationRepository {
    private static final String COLUMNS =
            "select id, person_id, opened_by, status, number, has_prints, prints_before, submission_key, opened_at from register.application ";
    private final JdbcClient jdbc;

    ApplicationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Application.Capturing application, byte[] demographics, Instant now) {
        jdbc.sql(
                        """
                        insert into register.application (id, person_id, demographics, opened_by, opened_at)
                        values (:id, :person, :demographics, :by, :now)\
                        """)
                .param("id", application.id().value())
                .param("person", application.person().value())
                .param("demographics", demographics)
                .param("by", application.openedBy().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Application> find(ApplicationId id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id.value())
                .query(ApplicationRepository::application)
                .optional();
    }

    /** Waits for whoever holds it, and holds it to the end of the transaction. */
    Optional<Application> lock(ApplicationId id) {
        return jdbc.sql(COLUMNS + "where id = :id for update")
                .param("id", id.value())
                .query(ApplicationRepository::application)
                .optional();
    }

    Optional<Application> find(ApplicationNumber number) {
        return jdbc.sql(COLUMNS + "where number = :number")
                .param("number", number.value())
                .query(ApplicationRepository::application)
                .optional();
    }

    Optional<String> submissionKey(ApplicationId id) {
        return jdbc.sql(
                        "select submission_key from register.application where id = :id and submission_key is not null")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    byte[] demographics(ApplicationId id) {
        return jdbc.sql("select demographics from register.application where id = :id")
                .param("id", id.value())
                .query(byte[].class)
                .single();
    }

    /** Takes the next number; everybody else who wants one waits until this transaction ends. */
    Application.Submitted number(
            Application.Capturing application,
            boolean withPrints,
            String key,
            OperatorName by,
            Instant now) {
        long[] head =
                jdbc.sql(
                                """
                                update register.sequencer
                                set last_number = last_number + 1, with_prints = with_prints + :prints
                                returning last_number, with_prints\
                                """)
                        .param("prints", withPrints ? 1 : 0)
                        .query((row, n) -> new long[] {row.getLong(1), row.getLong(2)})
                        .single();
        long printsBefore = head[1] - (withPrints ? 1 : 0);
        jdbc.sql(
                        """
                        update register.application
                        set status = 'SUBMITTED', number = :number, has_prints = :prints, prints_before = :before,
                            submission_key = :key, submitted_by = :by, submitted_at = :now
                        where id = :id\
                        """)
                .param("number", head[0])
                .param("prints", withPrints)
                .param("before", printsBefore)
                .param("key", key)
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", application.id().value())
                .update();
        return application.submit(
                new ApplicationNumber(head[0]), new Application.Coverage(withPrints, printsBefore));
    }

    void saveStatus(Application application) {
        jdbc.sql("update register.application set status = :status where id = :id")
                .param("status", application.status().name())
                .param("id", application.id().value())
                .update();
    }

    /** The lowest numbers that are not decided, up to a number. */
    List<Application.Submitted> undecided(ApplicationNumber through, int limit) {
        return jdbc
                .sql(
                        COLUMNS
                                + "where status = 'SUBMITTED' and number <= :number order by number limit :limit")
                .param("number", through.value())
                .param("limit", limit)
                .query(ApplicationRepository::application)
                .list()
                .stream()
                .map(Application.Submitted.class::cast)
                .toList();
    }

    /** The people with prints in a range of numbers, in order. */
    List<Application> withPrints(long above, ApplicationNumber through, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + "where has_prints and number > :above and number <= :through order by number limit :limit")
                .param("above", above)
                .param("through", through.value())
                .param("limit", limit)
                .query(ApplicationRepository::application)
                .list();
    }

    long lastNumber() {
        return jdbc.sql("select last_number from register.sequencer").query(Long.class).single();
    }

    List<Applications.WorkItem> recent(Application.@Nullable Status status, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + "where cast(:status as text) is null or status = :status order by opened_at desc limit :limit")
                .param("status", status == null ? null : status.name())
                .param("limit", limit)
                .query((row, n) ->
                        new Applications.WorkItem(
                                application(row, n), row.getTimestamp("opened_at").toInstant()))
                .list();
    }

    private static Application application(ResultSet row, int n) throws SQLException {
        ApplicationId id = new ApplicationId(row.getObject("id", UUID.class));
        PersonId person = new PersonId(row.getObject("person_id", UUID.class));
        OperatorName by = new OperatorName(row.getString("opened_by"));
        Application.Capturing opened = new Application.Capturing(id, person, by);
        Application.Status status = Application.Status.valueOf(row.getString("status"));
        if (status == Application.Status.CAPTURING) {
            return opened;
        }
        Application.Submitted submitted =
                opened.submit(
                        new ApplicationNumber(row.getLong("number")),
                        new Application.Coverage(
                                row.getBoolean("has_prints"), row.getLong("prints_before")));
        return switch (status) {
            case CAPTURING -> opened;
            case SUBMITTED -> submitted;
            case UNDER_EXAMINATION -> submitted.examine();
            case REGISTERED -> submitted.register();
            case REJECTED_DUPLICATE -> submitted.examine().reject();
        };
    }
}
