package org.hawiya.app.serve;

import org.hawiya.app.database.EmbeddedDatabase;
import org.hawiya.app.provision.Installation;
import org.hawiya.custody.Pkcs12Custody;
import org.hawiya.ledger.CheckpointSchedule;
import org.hawiya.ledger.CheckpointWitness;
import org.hawiya.ledger.Checkpointer;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Signs the ledger's tree every few seconds for the whole house: both servers append to one log,
 * and one signer is enough. Signs once more when it is closed.
 */
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Pkcs12Custody custody;
    private final CheckpointSchedule schedule;

    private Checkpoints(Pkcs12Custody custody, CheckpointSchedule schedule) {
        this.custody = custody;
        this.schedule = schedule;
    }

    static Checkpoints start(Installation installation, EmbeddedDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        Pkcs12Custody custody =
                Pkcs12Custody.open(
                        installation.enrollmentKeys(), installation.secrets().storePassword());
        CheckpointWitness witness =
                new CheckpointWitness(installation.data().root().resolve("checkpoint.note"));
        Checkpointer signer =
                new Checkpointer(source, custody, Checkpointer.DEFAULT_ORIGIN, witness);
        return new Checkpoints(
                custody,
                CheckpointSchedule.start(
                        signer,
                        EVERY,
                        failure -> LOG.error("the ledger is not signed: {}", failure.toString())));
    }

    @Override
    public void close() {
        schedule.close();
        custody.close();
    }
}
