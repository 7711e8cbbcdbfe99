package org.hawiya.ledger;

/** A text is not a checkpoint in the form of a signed note. */
public final class MalformedNoteException extends LedgerException {
    private static final long serialVersionUID = 1L;

    MalformedNoteException(String message) {
        super(message);
    }
}
