package org.hawiya.ledger;

/**
 * The tree does not continue the one that was signed before; nothing more is signed until somebody
 * has looked.
 */
public final class ForkedLedgerException extends LedgerException {
    private static final long serialVersionUID = 1L;

    ForkedLedgerException(String message) {
        super(message);
    }
}
