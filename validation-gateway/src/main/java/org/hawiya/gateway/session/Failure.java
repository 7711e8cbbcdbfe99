package org.hawiya.gateway.session;

/**
 * Why a card session told nobody anything: the whole table. The name goes to the resident's side as
 * the outcome; the message bundle has {@code failure.NAME} (what happened) and {@code
 * failure.NAME.todo}.
 */
public enum Failure {
    REFUSED_BY_RESIDENT(true),
    TIMED_OUT(true),
    CONNECTION_LOST(true),
    CARD_NOT_GENUINE(true),
    CARD_UNKNOWN(true),
    CARD_LOST(false),
    CARD_REVOKED(false),
    PERSON_NOT_ACTIVE(false),
    NO_FINGER(true),
    FINGER_NOT_MATCHED(true),
    FINGER_BLOCKED(false),
    RECORDS_STALE(true),
    SUPERSEDED(true),
    COUNTER_FELL_BACK(false),
    GATEWAY_FAULT(true);

    private final boolean worthAnotherTry;

    Failure(boolean worthAnotherTry) {
        this.worthAnotherTry = worthAnotherTry;
    }

    public boolean isWorthAnotherTry() {
        return worthAnotherTry;
    }
}
