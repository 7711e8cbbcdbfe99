package org.hawiya.enrollment.database;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All or nothing. READ COMMITTED: the rules that must hold between transactions rest on row locks
 * and constraints, never on an isolation level. A call inside another joins it. Durable when it
 * returns.
 */
public final class Transactions {
    private static final int TIMEOUT_SECONDS = 30;

    private final TransactionTemplate template;

    public Transactions(PlatformTransactionManager manager) {
        template = new TransactionTemplate(manager);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        template.setTimeout(TIMEOUT_SECONDS);
    }

    public <T> T call(Supplier<T> work) {
        return Objects.requireNonNull(template.execute(status -> work.get()));
    }

    public void run(Runnable work) {
        template.executeWithoutResult(status -> work.run());
    }

    /** Runs after the current transaction is durable; not at all when it fails. */
    public static void afterCommit(Runnable work) {
        requireOne();
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        work.run();
                    }
                });
    }

    /** A defect of the caller when there is none. */
    public static void requireOne() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("this belongs into a transaction, and there is none");
        }
    }
}
