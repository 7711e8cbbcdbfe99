package org.hawiya.enrollment.adjudication;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.application.ApplicationNumber;
import org.hawiya.enrollment.operators.OperatorName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases and their candidates in the database. */
final class ExaminationRepository {
    private static final String COLUMNS =
            "select id, number, status, opened_at from register.examination ";
    private final JdbcClient jdbc;

    ExaminationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Examination opened, List<Resemblance> candidates) {
        int rank = 0;
        for (Resemblance candidate : candidates) {
            rank++;
            addCandidate(opened.number(), rank, candidate);
        }
        jdbc.sql(
                        "insert into register.examination (id, number, opened_at) values (:id, :number, :now)")
                .param("id", opened.id().value())
                .param("number", opened.number().value())
                .param("now", opened.openedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void addCandidate(ApplicationNumber number, int rank, Resemblance candidate) {
        Short[] positions =
                candidate.fingers().keySet().stream()
                        .map(finger -> (short) finger.code())
                        .toArray(Short[]::new);
        Double[] scores = candidate.fingers().values().toArray(Double[]::new);
        jdbc.sql(
                        """
                        insert into register.search_candidate (number, rank, candidate_number, score, positions, scores)
                        values (:number, :rank, :candidate, :score, :positions, :scores)\
                        """)
                .param("number", number.value())
                .param("rank", rank)
                .param("candidate", candidate.number().value())
                .param("score", candidate.score())
                .param("positions", positions)
                .param("scores", scores)
                .update();
    }

    List<Resemblance> candidates(ApplicationNumber number) {
        return jdbc.sql(
                        """
                        select candidate_number, score, positions, scores from register.search_candidate
                        where number = :number order by rank\
                        """)
                .param("number", number.value())
                .query((row, n) ->
                        new Resemblance(
                                new ApplicationNumber(row.getLong("candidate_number")),
                                row.getDouble("score"),
                                fingers(row.getArray("positions"), row.getArray("scores"))))
                .list();
    }

    Optional<Examination> find(CaseId id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id.value())
                .query(ExaminationRepository::examination)
                .optional();
    }

    Optional<Examination> lock(CaseId id) {
        return jdbc.sql(COLUMNS + "where id = :id for update")
                .param("id", id.value())
                .query(ExaminationRepository::examination)
                .optional();
    }

    Optional<Examination> find(ApplicationNumber number) {
        return jdbc.sql(COLUMNS + "where number = :number")
                .param("number", number.value())
                .query(ExaminationRepository::examination)
                .optional();
    }

    List<Examination> list(Examination.@Nullable Status status, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + "where cast(:status as text) is null or status = :status order by opened_at limit :limit")
                .param("status", status == null ? null : status.name())
                .param("limit", limit)
                .query(ExaminationRepository::examination)
                .list();
    }

    void decide(
            CaseId id,
            Examination.Decision decision,
            @Nullable ApplicationNumber duplicateOf,
            byte[] reason,
            OperatorName by,
            Instant now) {
        jdbc.sql(
                        """
                        update register.examination
                        set status = :status, duplicate_of = :duplicate, reason = :reason, decided_by = :by, decided_at = :now
                        where id = :id\
                        """)
                .param("status", decision.name())
                .param("duplicate", duplicateOf == null ? null : duplicateOf.value())
                .param("reason", reason)
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    private static Examination examination(ResultSet row, int n) throws SQLException {
        return new Examination(
                new CaseId(row.getObject("id", UUID.class)),
                new ApplicationNumber(row.getLong("number")),
                Examination.Status.valueOf(row.getString("status")),
                row.getTimestamp("opened_at").toInstant());
    }

    private static Map<FingerPosition, Double> fingers(Array positions, Array scores)
            throws SQLException {
        Short[] codes = (Short[]) positions.getArray();
        Double[] values = (Double[]) scores.getArray();
        Map<FingerPosition, Double> fingers = new EnumMap<>(FingerPosition.class);
        for (int i = 0; i < codes.length; i++) {
            fingers.put(FingerPosition.ofCode(codes[i]), values[i]);
        }
        return fingers;
    }
}
