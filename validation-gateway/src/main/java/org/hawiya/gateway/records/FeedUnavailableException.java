package org.hawiya.gateway.records;

/** Enrolment can't be reached, or answered with an error. */
final class FeedUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedUnavailableException(String message) {
        super(message);
    }

    FeedUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
