package org.hawiya.ledger;

/** A checkpoint is well-formed, but the trusted key did not sign it. */
public final class UntrustedNoteException extends LedgerException {
    private static final long serialVersionUID = 1L;

    UntrustedNoteException(String message) {
        super(message);
    }
}
