package org.hawiya.engine;

/**
 * Bytes from outside that are not what they claim to be; the message says what is wrong and where.
 */
public abstract class MalformedInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected MalformedInputException(String message) {
        super(message);
    }

    protected MalformedInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
