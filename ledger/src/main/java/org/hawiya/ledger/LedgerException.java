package org.hawiya.ledger;

/** The ledger's content is not what it must be. */
public abstract sealed class LedgerException extends RuntimeException
        permits UnknownCodeException,
                ForkedLedgerException,
                MalformedNoteException,
                UntrustedNoteException {
    private static final long serialVersionUID = 1L;

    LedgerException(String message) {
        super(message);
    }
}
