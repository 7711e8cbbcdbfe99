package org.hawiya.ledger;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Signs the ledger again and again, until closed. A failed round is told and tried again at the
 * next.
 */
public final class CheckpointSchedule implements AutoCloseable {
    private static final Duration LAST_ROUND = Duration.ofSeconds(10);

    private final Checkpointer checkpointer;
    private final Consumer<Exception> failed;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ledger-checkpoint").factory());

    private final ScheduledFuture<?> rounds;

    private CheckpointSchedule(
            Checkpointer checkpointer, Duration pause, Consumer<Exception> failed) {
        this.checkpointer = checkpointer;
        this.failed = failed;
        this.rounds =
                executor.scheduleWithFixedDelay(
                        this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Signs now, and then after every pause.
     *
     * @param pause between two rounds: how much of the tail may be unsigned
     * @param failed told of each failure; a {@link ForkedLedgerException} among them means that
     *     somebody must look
     */
    public static CheckpointSchedule start(
            Checkpointer checkpointer, Duration pause, Consumer<Exception> failed) {
        return new CheckpointSchedule(checkpointer, pause, failed);
    }

    // Broad on purpose: an exception that escapes would end the schedule silently.
    private void round() {
        try {
            checkpointer.checkpoint();
        } catch (Exception e) {
            failed.accept(e);
        }
    }

    /**
     * Signs what is there once more, so that a stopped system leaves no unsigned tail, and ends.
     */
    @Override
    public void close() {
        rounds.cancel(false);
        executor.shutdown();
        try {
            if (executor.awaitTermination(LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
