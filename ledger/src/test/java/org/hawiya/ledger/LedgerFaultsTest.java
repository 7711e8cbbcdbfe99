package org.hawiya.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What cannot be recorded is not done, and what was acknowledged stays, whatever breaks underneath.
 */
class LedgerFaultsTest {
    private static final int KILLS = 3;
    private static final int WRITERS = 4;
    private static final Duration LOAD = Duration.ofMillis(700);

    @TempDir Path folder;
    private LedgerFixture fixture;

    @BeforeEach
    void open() throws SQLException {
        fixture = new LedgerFixture(folder);
        prepare(fixture.database);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void actIsNotDone_whileTheLedgerCannotBeWritten_andIsDoneAsSoonAsItCan() throws SQLException {
        String[][] faults = {
            {
                "alter table ledger.entry add constraint full_disk check (false) not valid",
                "alter table ledger.entry drop constraint full_disk"
            },
            {"alter table ledger.entry rename to lost", "alter table ledger.lost rename to entry"},
            {
                "alter function ledger.append rename to gone",
                "alter function ledger.gone rename to append"
            },
            {
                "alter table ledger.head disable trigger user; delete from ledger.head",
                "insert into ledger.head (size) select count(*) from ledger.entry;"
                        + " alter table ledger.head enable trigger user"
            },
        };
        long done = 0;
        for (String[] fault : faults) {
            act(fixture.database);
            done++;
            execute(fault[0]);
            assertThatThrownBy(() -> act(fixture.database))
                    .as(fault[0])
                    .isInstanceOf(SQLException.class);
            assertThat(acts(fixture.database)).hasSize((int) done);
            execute(fault[1]);
            act(fixture.database);
            done++;
        }
        assertThat(acts(fixture.database))
                .containsExactlyElementsOf(LongStream.range(0, done).boxed().toList());
        assertConsistent(fixture.database);
    }

    @Test
    void actIsNotDone_whenANeighbourHoldsTheOrderTooLong() throws SQLException {
        try (Connection neighbour = fixture.database.getConnection()) {
            neighbour.setAutoCommit(false);
            append(neighbour);
            assertThatThrownBy(() -> act(fixture.database))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("lock timeout");
            neighbour.rollback();
        }
        assertThat(acts(fixture.database)).isEmpty();
        act(fixture.database);
        assertThat(acts(fixture.database)).containsExactly(0L);
    }

    @Test
    void appendTimeout_doesNotOutliveTheAppend() throws SQLException {
        try (Connection connection = fixture.database.getConnection()) {
            connection.setAutoCommit(false);
            append(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show lock_timeout")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("0");
            }
            connection.rollback();
        }
    }

    @Test
    void killedDatabase_comesBackWithEveryAcknowledgedActAndItsEntry() throws Exception {
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        try (KillableDatabase database = KillableDatabase.in(folder.resolve("cluster"))) {
            LedgerSchema.migrate(database.source());
            prepare(database.source());
            for (int kill = 0; kill < KILLS; kill++) {
                killUnderLoad(database, acknowledged);
                database.restart();
                assertThat(acts(database.source())).containsAll(acknowledged);
                assertConsistent(database.source());
            }
            assertThat(acknowledged).isNotEmpty();
        }
    }

    private void killUnderLoad(KillableDatabase database, Set<Long> acknowledged) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        DataSource source = database.source();
        try (ExecutorService executor = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(
                        executor.submit(() -> {
                            try {
                                while (!stop.get()) {
                                    acknowledged.add(act(source));
                                }
                            } catch (SQLException killed) {
                                // The act in flight is neither acknowledged nor denied: both are
                                // right.
                            }
                        }));
            }
            Thread.sleep(LOAD);
            database.kill();
            stop.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    /**
     * Exactly one entry for an act, no gaps, and the signer and the verifier agree with the tree.
     */
    private void assertConsistent(DataSource database) throws SQLException {
        List<Long> acts = acts(database);
        assertThat(acts)
                .containsExactlyElementsOf(LongStream.range(0, acts.size()).boxed().toList());
        try {
            new Checkpointer(database, fixture.custody, LedgerFixture.ORIGIN).checkpoint();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        try (Connection connection = database.getConnection()) {
            VerificationReport report =
                    new LedgerVerifier().verify(connection, fixture.publicKey(), Progress.none());
            assertThat(report.findings()).isEmpty();
            assertThat(report.signedEntries()).isEqualTo(acts.size());
        }
    }

    private static void prepare(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table act (entry bigint primary key)");
        }
    }

    /**
     * An act of some room: its row and its entry in one transaction. Returns the entry's index when
     * acknowledged.
     */
    private long act(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into act (entry) values (?)")) {
                long index = append(connection);
                insert.setLong(1, index);
                insert.executeUpdate();
                connection.commit();
                return index;
            }
        }
    }

    private long append(Connection connection) throws SQLException {
        return fixture.ledger.append(
                connection,
                LedgerEvent.IDENTITY_REGISTERED,
                Subject.nobody(),
                Actor.operator("operator"),
                Detail.none());
    }

    private static List<Long> acts(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select entry from act order by entry")) {
            List<Long> acts = new ArrayList<>();
            while (rows.next()) {
                acts.add(rows.getLong(1));
            }
            return acts;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = fixture.database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
