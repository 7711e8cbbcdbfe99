package org.hawiya.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.hawiya.custody.KeyName;
import org.hawiya.custody.Pkcs12Custody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T10:00:00.123456789Z"), ZoneOffset.UTC);

    @TempDir Path folder;
    private Pkcs12Custody custody;
    private Ledger ledger;
    private DataSource database;

    @BeforeEach
    void open() throws SQLException {
        custody =
                Pkcs12Custody.create(folder.resolve("keys.p12"), "password".toCharArray())
                        .secret(KeyName.LEDGER_SUBJECT)
                        .write();
        ledger = new Ledger(custody, CLOCK);
        database = TestDatabase.withLedger();
    }

    @AfterEach
    void close() {
        custody.close();
    }

    @Test
    void entriesGetIndicesWithoutGaps_alsoAfterARollBack() throws SQLException {
        try (Connection connection = transaction()) {
            assertThat(append(connection)).isEqualTo(0);
            assertThat(append(connection)).isEqualTo(1);
            connection.commit();
            assertThat(append(connection)).isEqualTo(2);
            connection.rollback();
            assertThat(append(connection)).isEqualTo(2);
            connection.commit();
        }
        assertThat(indices()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void entryWithoutATransaction_isRefused() throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThatThrownBy(() -> append(connection)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(indices()).isEmpty();
    }

    @Test
    void eightWritersAtOnce_leaveOneGaplessOrder() throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            writers.add(() -> {
                try (Connection connection = transaction()) {
                    for (int i = 0; i < 40; i++) {
                        append(connection);
                        if (i % 5 == 4) {
                            connection.rollback();
                        } else {
                            connection.commit();
                        }
                    }
                }
                return null;
            });
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> writer : executor.invokeAll(writers)) {
                writer.get();
            }
        }
        assertThat(indices())
                .containsExactlyElementsOf(LongStream.range(0, 8 * 32).boxed().toList());
    }

    @Test
    void changingRemovingOrEmptying_isRefusedByTheDatabase() throws SQLException {
        try (Connection connection = transaction()) {
            append(connection);
            connection.commit();
        }
        for (String statement :
                List.of(
                        "update ledger.entry set event = 102",
                        "delete from ledger.entry",
                        "truncate ledger.entry",
                        "update ledger.entry set event = 102 where false",
                        "delete from ledger.checkpoint",
                        "truncate ledger.checkpoint",
                        "update ledger.checkpoint set note = ''",
                        "update ledger.head set size = 0",
                        "update ledger.head set size = size + 2",
                        "delete from ledger.head",
                        "truncate ledger.head",
                        "insert into ledger.head (size) values (7)",
                        "set session_replication_role = replica; delete from ledger.entry")) {
            try (Connection connection = database.getConnection();
                    Statement attempt = connection.createStatement()) {
                assertThatThrownBy(() -> attempt.execute(statement))
                        .as(statement)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("the ledger is append-only");
            }
        }
        assertThat(indices()).containsExactly(0L);
    }

    @Test
    void roleWithTheRightToAppend_canDoNothingElse() throws SQLException {
        try (Connection owner = database.getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("create role appender");
            statement.execute("grant usage on schema ledger to appender");
            statement.execute(
                    "grant execute on function ledger.append(smallint, bigint, bytea, smallint, text, bytea) to appender");
        }
        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            statement.execute("set role appender");
            connection.commit();
            assertThat(append(connection)).isEqualTo(0);
            connection.commit();
            for (String attempt :
                    List.of(
                            "insert into ledger.entry select * from ledger.entry",
                            "update ledger.head set size = size + 1",
                            "alter table ledger.entry disable trigger entry_append_only")) {
                assertThatThrownBy(() -> statement.execute(attempt))
                        .as(attempt)
                        .isInstanceOf(SQLException.class);
                connection.rollback();
            }
            statement.execute("reset role");
            statement.execute("drop owned by appender");
            statement.execute("drop role appender");
            connection.commit();
        }
    }

    @Test
    void entryIsStoredAsGiven_toTheMicrosecond() throws SQLException {
        Subject subject = ledger.subjectOf(new PersonRef(UUID.randomUUID()));
        Detail detail = Detail.commit(new byte[16], "reason".getBytes(UTF_8));
        try (Connection connection = transaction()) {
            ledger.append(
                    connection,
                    LedgerEvent.CASE_DECIDED,
                    subject,
                    Actor.examiner("examiner.1"),
                    detail);
            connection.commit();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select * from ledger.entry")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt("event")).isEqualTo(110);
                assertThat(row.getLong("at_micros")).isEqualTo(1_795_428_000_123_456L);
                assertThat(row.getBytes("subject")).isEqualTo(subject.value());
                assertThat(row.getInt("actor_kind")).isEqualTo(4);
                assertThat(row.getString("actor")).isEqualTo("examiner.1");
                assertThat(row.getBytes("detail")).isEqualTo(detail.value());
            }
        }
    }

    @Test
    void subjectSaysNothingWithoutTheKey_andIsTheSameForTheSamePerson() {
        PersonRef person = new PersonRef(UUID.fromString("00000000-0000-0001-0000-000000000002"));
        assertThat(ledger.subjectOf(person)).isEqualTo(ledger.subjectOf(person));
        assertThat(ledger.subjectOf(person))
                .isNotEqualTo(ledger.subjectOf(new PersonRef(UUID.randomUUID())));
        try (Pkcs12Custody other =
                Pkcs12Custody.create(folder.resolve("other.p12"), "password".toCharArray())
                        .secret(KeyName.LEDGER_SUBJECT)
                        .write()) {
            assertThat(new Ledger(other, CLOCK).subjectOf(person))
                    .isNotEqualTo(ledger.subjectOf(person));
        }
    }

    @Test
    void namesOfActors_haveNoRoomForPersonalData() {
        assertThatThrownBy(() -> Actor.operator("someone@example.com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Actor.operator("Fatima Ali"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Actor.operator("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Actor(Actor.Kind.RESIDENT, "784"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Actor.relyingParty("https://service.example/client").name()).startsWith("https");
    }

    private Connection transaction() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private long append(Connection connection) throws SQLException {
        return ledger.append(
                connection,
                LedgerEvent.APPLICATION_OPENED,
                Subject.nobody(),
                Actor.operator("operator"),
                Detail.none());
    }

    private List<Long> indices() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select index from ledger.entry order by index")) {
            List<Long> indices = new ArrayList<>();
            while (rows.next()) {
                indices.add(rows.getLong(1));
            }
            return indices;
        }
    }
}
