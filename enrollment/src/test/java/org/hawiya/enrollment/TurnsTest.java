package org.hawiya.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hawiya.enrollment.TestServer.Answer;
import org.hawiya.enrollment.deduplication.Deduplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person, one identity: raced, restarted, and tried against the database itself. */
class TurnsTest {
    private static final int RACERS = 4;

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ofFourThatRaceExactlyOneIsRegisteredAndEachTurnIsDecidedAlone() throws Exception {
        List<String> racers = new ArrayList<>();
        for (int i = 1; i <= RACERS; i++) {
            racers.add(server.captured("Racer", 21, i));
        }
        List<Answer> answers = new ArrayList<>();
        CountDownLatch gun = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
            List<Future<Answer>> running = new ArrayList<>();
            for (String id : racers) {
                running.add(
                        threads.submit(() -> {
                            gun.await();
                            return server.submit(id);
                        }));
            }
            gun.countDown();
            for (Future<Answer> one : running) {
                answers.add(one.get());
            }
        }
        assertThat(answers.stream().map(answer -> answer.json().path("status").asString()))
                .containsOnlyOnce("REGISTERED")
                .filteredOn("UNDER_EXAMINATION"::equals)
                .hasSize(RACERS - 1);
        assertThat(server.query("select count(*) from register.identity")).isEqualTo("1");

        String stranger =
                server.submit(server.captured("Stranger", 22, 1)).json().path("status").asString();
        assertThat(stranger)
                .as("an open case holds up only those who resemble it")
                .isEqualTo("REGISTERED");

        String last =
                server.query("select id from register.examination order by number desc limit 1");
        assertThat(decide(last).problem()).isEqualTo("case-waits");
        String first = server.query("select id from register.examination order by number limit 1");
        assertThat(decide(first).json().path("status").asString()).isEqualTo("REJECTED_DUPLICATE");
    }

    @Test
    void theSameSubmissionTwiceAtOnceIsOneTurn() throws Exception {
        String id = server.captured("Twice", 23, 1);
        List<Future<Answer>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
            for (int i = 0; i < RACERS; i++) {
                running.add(
                        threads.submit(() ->
                                server.post(
                                        "operator",
                                        "/api/applications/" + id + "/submission",
                                        "",
                                        "one-and-the-same")));
            }
        }
        for (Future<Answer> one : running) {
            assertThat(one.get().body())
                    .isEqualTo(running.getFirst().get().body())
                    .contains("REGISTERED");
        }
        assertThat(server.query("select last_number from register.sequencer")).isEqualTo("1");
        assertThat(server.submit(id).problem()).isEqualTo("already-submitted");
    }

    @Test
    void aTurnThatACrashLeftOpenIsDecidedAtTheNextStart() throws SQLException {
        server.submit(server.captured("Earlier", 24, 1));
        String id = server.captured("Crashed", 24, 2);
        // What the first transaction of a submission leaves behind when the process dies right
        // after it.
        execute(
                "update register.sequencer set last_number = last_number + 1, with_prints = with_prints + 1;"
                        + "update register.application set status = 'SUBMITTED', number = 2, has_prints = true, prints_before = 1,"
                        + " submission_key = 'operator/lost', submitted_by = 'operator', submitted_at = now() where id = '"
                        + id
                        + "'");
        server.restart();
        assertThat(
                        server.get("operator", "/api/applications/" + id)
                                .json()
                                .path("status")
                                .asString())
                .isEqualTo("UNDER_EXAMINATION");
        assertThat(server.context().getBean(Deduplication.class).galleryPersons()).isEqualTo(2);
    }

    @Test
    void theDatabaseTakesNoIdentityWithoutTheProofOfItsSearch() throws SQLException {
        server.submit(server.captured("Known", 25, 1));
        String id = server.captured("Forger", 25, 2);
        String number =
                "update register.sequencer set last_number = 2, with_prints = 2;"
                        + "update register.application set status = 'SUBMITTED', number = 2, has_prints = true, prints_before = 1,"
                        + " submission_key = 'x', submitted_by = 'operator', submitted_at = now() where id = '"
                        + id
                        + "';";
        String register =
                "update register.application set status = 'REGISTERED' where id = '"
                        + id
                        + "';"
                        + "insert into register.identity select person_id, '784-1990-0000001-1', id, 'ACTIVE', now()"
                        + " from register.application where id = '"
                        + id
                        + "';";
        assertRefused(number + register, "no proof");
        assertRefused(
                number + "insert into register.search values (2, 0, 'NO_HIT', now());" + register,
                "no proof");
        assertRefused(
                number + "insert into register.search values (2, 1, 'HIT', now());" + register,
                "no proof");
        assertRefused(
                number.replace("'SUBMITTED', number = 2", "'SUBMITTED', number = 7") + register,
                "sequencer");
        assertRefused(
                "update register.application set status = 'REGISTERED' where id = '" + id + "'",
                "");
        assertRefused("update register.application set status = 'CAPTURING' where number = 1", "");
        assertRefused(
                "delete from register.print where application_id = (select id from register.application where number = 1)",
                "stay");
        assertRefused(
                number
                        + "insert into register.search values (2, 1, 'NO_HIT', now());"
                        + "update register.application set status = 'REGISTERED' where id = '"
                        + id
                        + "'",
                "without an identity");
        execute(number + "insert into register.search values (2, 1, 'NO_HIT', now());" + register);
        assertThat(server.query("select count(*) from register.identity")).isEqualTo("2");
    }

    @Test
    void whenTheLedgerCannotBeWrittenNothingIsDone() throws SQLException {
        execute("alter function ledger.append rename to append_away");
        Answer refused =
                server.post("operator", "/api/applications", TestServer.form("Unrecorded"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("ledger-unavailable");
        assertThat(server.query("select count(*) from register.application")).isEqualTo("0");
        execute("alter function ledger.append_away rename to append");
        assertThat(
                        server.post("operator", "/api/applications", TestServer.form("Recorded"))
                                .status())
                .isEqualTo(201);
    }

    private Answer decide(String caseId) {
        return server.post(
                "examiner",
                "/api/cases/" + caseId + "/decision",
                "{\"decision\": \"DUPLICATE\", \"reason\": \"the same\"}");
    }

    private void assertRefused(String sql, String why) {
        assertThatThrownBy(() -> execute(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(why);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(server.database)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                connection.commit();
            }
        }
    }
}
