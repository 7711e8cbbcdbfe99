package org.hawiya.enrollment.journal;

/** The ledger could not be written, so the act was not done. */
public final class UnrecordedActException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnrecordedActException(Throwable cause) {
        super("the ledger could not be written", cause);
    }
}
