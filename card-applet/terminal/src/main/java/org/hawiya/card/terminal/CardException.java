package org.hawiya.card.terminal;

/** Everything that can go wrong with a card and is not an expected outcome. */
public abstract sealed class CardException extends RuntimeException
        permits CardTransportException, CardProtocolException {

    private static final long serialVersionUID = 1L;

    CardException(String message) {
        super(message);
    }

    CardException(String message, Throwable cause) {
        super(message, cause);
    }
}
