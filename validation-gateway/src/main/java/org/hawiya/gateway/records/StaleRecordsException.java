package org.hawiya.gateway.records;

/**
 * The copy of the register is too old for an assertion: a card may have been reported lost since.
 */
public final class StaleRecordsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleRecordsException(Throwable cause) {
        super("enrolment was not heard for too long", cause);
    }
}
