package org.hawiya.ledger;

/** A stored number stands for nothing that this version knows. */
public final class UnknownCodeException extends LedgerException {
    private static final long serialVersionUID = 1L;

    UnknownCodeException(String table, int code) {
        super("no " + table + " has the code " + code);
    }
}
