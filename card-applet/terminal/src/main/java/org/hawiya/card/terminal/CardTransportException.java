package org.hawiya.card.terminal;

/** The card was removed, the reader or the relay is gone, or an answer did not come in time. */
public final class CardTransportException extends CardException {

    private static final long serialVersionUID = 1L;

    public CardTransportException(String message) {
        super(message);
    }

    public CardTransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
