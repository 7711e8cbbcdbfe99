package org.hawiya.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointerTest {
    @TempDir Path folder;
    private LedgerFixture fixture;

    @BeforeEach
    void open() throws SQLException {
        fixture = new LedgerFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void emptyLedger_hasNoCheckpointAndHolds() throws SQLException, IOException {
        assertThat(fixture.checkpointer.checkpoint()).isEmpty();
        VerificationReport report = fixture.verify();
        assertThat(report.holds()).isTrue();
        assertThat(report.entries()).isZero();
    }

    @Test
    void checkpointSignsWhatIsThere_andASecondCallWithoutNewEntriesMakesNone()
            throws SQLException, IOException {
        fixture.append(13);
        Checkpoint first = fixture.checkpointer.checkpoint().orElseThrow();
        assertThat(first.size()).isEqualTo(13);
        assertThat(fixture.checkpointer.checkpoint()).contains(first);
        fixture.append(8);
        assertThat(fixture.checkpointer.checkpoint().orElseThrow().size()).isEqualTo(21);

        VerificationReport report = fixture.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(21);
        assertThat(report.signedEntries()).isEqualTo(21);
        assertThat(report.checkpoints()).isEqualTo(2);
    }

    @Test
    void entriesAfterTheLastCheckpoint_areCountedAsUnsigned() throws SQLException, IOException {
        fixture.append(5);
        fixture.checkpointer.checkpoint();
        fixture.append(3);
        VerificationReport report = fixture.verify();
        assertThat(report.holds()).isTrue();
        assertThat(report.entries()).isEqualTo(8);
        assertThat(report.signedEntries()).isEqualTo(5);
    }

    @Test
    void noteIsACheckpointOfC2sp_signedWithTheKeyInCustody() throws SQLException, IOException {
        fixture.append(2);
        Checkpoint checkpoint = fixture.checkpointer.checkpoint().orElseThrow();
        String note = latestNote();
        assertThat(note.lines().toList().subList(0, 2)).containsExactly(LedgerFixture.ORIGIN, "2");
        assertThat(note).containsPattern("\n\n\u2014 hawiya.test/ledger [A-Za-z0-9+/=]+\n$");
        assertThat(new CheckpointKey(fixture.publicKey()).open(note)).isEqualTo(checkpoint);
    }

    @Test
    void noteWithAnyBitFlipped_isRefused() throws SQLException, IOException {
        fixture.append(2);
        fixture.checkpointer.checkpoint();
        byte[] note = latestNote().getBytes(UTF_8);
        CheckpointKey key = new CheckpointKey(fixture.publicKey());
        for (int bit = 0; bit < 8 * note.length; bit++) {
            byte[] altered = note.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> key.open(new String(altered, UTF_8)))
                    .as("bit " + bit)
                    .isInstanceOf(LedgerException.class);
        }
    }

    @Test
    void noteOfAnotherKey_isRefused() throws SQLException, IOException {
        fixture.append(2);
        fixture.checkpointer.checkpoint();
        Path elsewhere = Files.createDirectory(folder.resolve("other"));
        try (LedgerFixture other = new LedgerFixture(elsewhere)) {
            assertThatThrownBy(() -> new CheckpointKey(other.publicKey()).open(latestNote()))
                    .isInstanceOf(UntrustedNoteException.class);
        }
    }

    @Test
    void alteredEntry_isNotSignedOver() throws SQLException, IOException {
        fixture.append(4);
        fixture.checkpointer.checkpoint();
        fixture.append(4);
        tamper("update ledger.entry set actor = 'somebody' where index = 6");
        assertThatThrownBy(fixture.checkpointer::checkpoint)
                .isInstanceOf(ForkedLedgerException.class)
                .hasMessageContaining("entry 6");
    }

    @Test
    void alteredCheckpoint_isNotContinued() throws SQLException, IOException {
        fixture.append(5);
        fixture.checkpointer.checkpoint();
        fixture.append(1);
        tamper("update ledger.checkpoint set frontier = frontier || frontier");
        assertThatThrownBy(fixture.checkpointer::checkpoint)
                .isInstanceOf(ForkedLedgerException.class);
        tamper("update ledger.checkpoint set frontier = sha256('x') || sha256('y')");
        assertThatThrownBy(fixture.checkpointer::checkpoint)
                .isInstanceOf(ForkedLedgerException.class);
    }

    @Test
    void rolledBackDatabase_contradictsTheWitness() throws SQLException, IOException {
        CheckpointWitness witness = new CheckpointWitness(folder.resolve("witness.txt"));
        Checkpointer witnessed =
                new Checkpointer(fixture.database, fixture.custody, LedgerFixture.ORIGIN, witness);
        fixture.append(4);
        witnessed.checkpoint();
        fixture.append(4);
        witnessed.checkpoint();
        assertThat(witness.note()).contains(latestNote());

        // What a restore of yesterday's backup looks like: everything in it agrees with itself.
        tamper(
                "delete from ledger.checkpoint where size > 4; delete from ledger.entry where index >= 4;"
                        + " update ledger.head set size = 4");
        assertThat(fixture.verify().holds()).isTrue();
        assertThat(fixture.verify(witness.note().orElseThrow()).firstBadIndex()).hasValue(4);
        assertThatThrownBy(witnessed::checkpoint)
                .isInstanceOf(ForkedLedgerException.class)
                .hasMessageContaining("rolled back");

        // And with other entries put in the place of the lost ones, signed by who holds the key.
        fixture.append(5);
        fixture.checkpointer.checkpoint();
        assertThat(fixture.verify().holds()).isTrue();
        assertThat(fixture.verify(witness.note().orElseThrow()).firstBadIndex()).hasValue(4);
        assertThatThrownBy(witnessed::checkpoint).isInstanceOf(ForkedLedgerException.class);
    }

    @Test
    void twoSignersAtOnce_leaveCheckpointsThatAgree() throws Exception {
        List<Exception> failures = new CopyOnWriteArrayList<>();
        Checkpointer second =
                new Checkpointer(fixture.database, fixture.custody, LedgerFixture.ORIGIN);
        try (CheckpointSchedule a =
                        CheckpointSchedule.start(
                                fixture.checkpointer, Duration.ofMillis(1), failures::add);
                CheckpointSchedule b =
                        CheckpointSchedule.start(second, Duration.ofMillis(1), failures::add)) {
            assertThat(a).isNotSameAs(b);
            for (int i = 0; i < 40; i++) {
                fixture.append(3);
            }
        }
        assertThat(failures).isEmpty();
        VerificationReport report = fixture.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.signedEntries()).isEqualTo(120);
        assertThat(report.checkpoints()).isGreaterThan(1);
    }

    @Test
    void ledgerThatNobodySigned_doesNotPass() throws SQLException {
        fixture.append(3);
        assertThat(fixture.verify().firstBadIndex()).hasValue(0);
    }

    @Test
    void proofsFromTheDatabase_holdAgainstTheSignedTree() throws SQLException, IOException {
        fixture.append(11);
        Checkpoint earlier = fixture.checkpointer.checkpoint().orElseThrow();
        fixture.append(26);
        Checkpoint later = fixture.checkpointer.checkpoint().orElseThrow();
        LedgerReader reader = new LedgerReader();
        try (Connection connection = fixture.database.getConnection()) {
            for (long index = 0; index < 37; index++) {
                assertThat(reader.inclusion(connection, index, 37).provesInclusionIn(later))
                        .isTrue();
            }
            assertThat(reader.consistency(connection, 11, 37).provesThat(later, earlier)).isTrue();
            assertThatThrownBy(() -> reader.inclusion(connection, 3, 40))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void personSeesTheirOwnEntriesAndNoOthers_pageByPage() throws SQLException {
        fixture.append(100);
        Subject person = fixture.ledger.subjectOf(LedgerFixture.person(3));
        LedgerReader reader = new LedgerReader();
        try (Connection connection = fixture.database.getConnection()) {
            List<LedgerReader.Placed> all = reader.entriesOf(connection, person, -1, 1000);
            assertThat(all)
                    .hasSizeBetween(5, 10)
                    .allMatch(placed -> placed.entry().subject().equals(person));
            assertThat(all).allMatch(placed -> placed.index() % 10 == 3);
            assertThat(reader.entriesOf(connection, person, -1, 2)).isEqualTo(all.subList(0, 2));
            assertThat(reader.entriesOf(connection, person, all.get(1).index(), 1000))
                    .isEqualTo(all.subList(2, all.size()));
            assertThat(reader.entry(connection, 13)).contains(all.get(1).entry());
            assertThat(reader.entry(connection, 100)).isEmpty();
            assertThatThrownBy(() -> reader.entriesOf(connection, Subject.nobody(), -1, 10))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private String latestNote() throws SQLException {
        try (Connection connection = fixture.database.getConnection()) {
            return new LedgerReader().latestNote(connection).orElseThrow();
        }
    }

    private void tamper(String sql) throws SQLException {
        Tampering.run(fixture.database, sql);
    }
}
