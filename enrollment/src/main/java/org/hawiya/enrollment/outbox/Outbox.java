package org.hawiya.enrollment.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.vault.PersonId;

/**
 * Changes of the register in the order in which they became durable. An event is written in the
 * transaction of the change and holds no personal data, only whom to look at. Thread-safe.
 */
public final class Outbox {
    public static final int MAX_EVENTS = 500;

    /** Another server of the same register may have appended: look that often while waiting. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final OutboxRepository repository;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final AtomicLong appends = new AtomicLong();

    Outbox(OutboxRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * The identity changed. In the caller's transaction; other appends wait for its end, so append
     * late.
     */
    public void identityChanged(PersonId person) {
        repository.append(person, null, clock.instant());
        Transactions.afterCommit(this::wakeReaders);
    }

    /** A card changed; as above. */
    public void cardChanged(PersonId person, UUID card) {
        repository.append(person, card, clock.instant());
        Transactions.afterCommit(this::wakeReaders);
    }

    /**
     * At most {@link #MAX_EVENTS} events above the cursor, in order; waits for the first one when
     * there is none.
     */
    public List<OutboxEvent> after(long cursor, int limit, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            long seen = appends.get();
            List<OutboxEvent> events = repository.after(cursor, Math.min(limit, MAX_EVENTS));
            long left = deadline - System.nanoTime();
            if (!events.isEmpty()
                    || left <= 0
                    || !awaitAppend(seen, Math.min(left, LOOK_AGAIN.toNanos()))) {
                return events;
            }
        }
    }

    /**
     * No database connection is held in here: those who append may be waiting for one. False when
     * interrupted.
     */
    private boolean awaitAppend(long seen, long nanos) {
        long left = nanos;
        lock.lock();
        try {
            while (appends.get() == seen && left > 0) {
                left = appended.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void wakeReaders() {
        lock.lock();
        try {
            appends.incrementAndGet();
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
