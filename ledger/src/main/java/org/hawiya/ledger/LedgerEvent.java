package org.hawiya.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every kind of act that leaves an entry, with the number it has in the tree. This is the only
 * table of them. A number is never changed or used again: it is part of what was hashed and signed.
 */
public enum LedgerEvent {
    // Enrolment: the subject is the applicant.
    APPLICATION_OPENED(101),
    PRINT_CAPTURED(102),
    PRINT_RETAKEN(103),
    EXCEPTION_RECORDED(104),
    EXCEPTIONS_APPROVED(105),
    APPLICATION_SUBMITTED(106),
    APPLICATION_SEARCHED(107),
    CASE_OPENED(108),
    CASE_VIEWED(109),
    CASE_DECIDED(110),
    APPLICATION_REJECTED(111),
    APPLICATION_WITHDRAWN(112),
    APPLICATION_VIEWED(113),

    // The register: the subject is the person.
    IDENTITY_REGISTERED(201),
    IDENTITY_CHANGED(202),
    IDENTITY_ENDED(203),
    IDENTITY_VIEWED(204),
    PERSON_ERASED(205),

    // Cards: the subject is the holder, or nobody while a card is blank.
    CARD_STOCK_ADDED(301),
    CARD_ORDERED(302),
    CARD_CERTIFIED(303),
    CARD_PERSONALISED(304),
    CARD_ACTIVATED(305),
    CARD_REPORTED_LOST(306),
    CARD_REVOKED(307),
    CARD_SPOILED(308),

    // Verification: the subject is the holder of the card, or nobody before a card was proven.
    LOGIN_STARTED(401),
    LOGIN_ACCEPTED(402),
    LOGIN_REFUSED(403),
    CARD_PROVEN(404),
    FINGER_VERIFIED(405),
    FINGER_NOT_VERIFIED(406),
    CARD_BLOCKED(407),
    ASSERTION_ISSUED(408),
    CLAIMS_RELEASED(409),

    // Running the house: the subject is nobody.
    OPERATOR_SIGNED_IN(501),
    OPERATOR_SIGN_IN_REFUSED(502),
    OPERATOR_ADDED(503),
    RELYING_PARTY_REGISTERED(504),
    RELYING_PARTY_CHANGED(505),
    FEED_READ(506),
    KEY_ROTATED(507),
    LEDGER_VIEWED(508);

    private static final Map<Integer, LedgerEvent> BY_CODE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(LedgerEvent::code, Function.identity()));

    private final int code;

    LedgerEvent(int code) {
        this.code = code;
    }

    /** The number in the tree: positive, below 32768. */
    public int code() {
        return code;
    }

    /**
     * The event of a number.
     *
     * @throws UnknownCodeException when a newer version, or nobody, gave it out
     */
    static LedgerEvent ofCode(int code) {
        LedgerEvent event = BY_CODE.get(code);
        if (event == null) {
            throw new UnknownCodeException("event", code);
        }
        return event;
    }
}
