package org.hawiya.gateway.records;

/** Enrolment said something that this gateway does not understand. */
final class MalformedFeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFeedException(String message) {
        super(message);
    }
}
