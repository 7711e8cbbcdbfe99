package org.hawiya.enrollment.problem;

/**
 * Every refusal that a client can meet: its stable name (the last part of the problem's {@code
 * type}) and its HTTP status. The title in both languages stands in the message bundles under
 * {@code problem.<name>}.
 */
public enum ProblemType {
    MALFORMED_REQUEST("malformed-request", 400),
    IDEMPOTENCY_KEY_MISSING("idempotency-key-missing", 400),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422),
    NOT_SIGNED_IN("not-signed-in", 401),
    NOT_ALLOWED("not-allowed", 403),
    SECOND_PERSON_NEEDED("second-person-needed", 403),
    NOT_FOUND("not-found", 404),
    METHOD_NOT_SUPPORTED("method-not-supported", 405),
    MEDIA_TYPE_NOT_SUPPORTED("media-type-not-supported", 415),
    TOO_LARGE("too-large", 413),
    CONSENT_MISSING("consent-missing", 422),
    DEMOGRAPHICS_INVALID("demographics-invalid", 422),
    IMAGE_UNREADABLE("image-unreadable", 422),
    PRINT_EMPTY("print-empty", 422),
    POSITION_INVALID("position-invalid", 422),
    REASON_MISSING("reason-missing", 422),
    ALREADY_SUBMITTED("already-submitted", 409),
    PRINT_PRESENT("print-present", 409),
    CHILD_WITHOUT_PRINTS("child-without-prints", 409),
    FINGERS_MISSING("fingers-missing", 409),
    EXCEPTIONS_UNAPPROVED("exceptions-unapproved", 409),
    NOTHING_TO_APPROVE("nothing-to-approve", 409),
    CASE_DECIDED("case-decided", 409),
    CASE_WAITS("case-waits", 409),
    IDENTITY_NOT_ACTIVE("identity-not-active", 409),
    CARD_ALREADY_ACTIVE("card-already-active", 409),
    CARD_NOT_ACTIVE("card-not-active", 409),
    CARD_NEEDS_A_FINGER("card-needs-a-finger", 409),
    HEALTH_CERTIFICATE_MISSING("health-certificate-missing", 409),
    CARDS_NOT_CONFIGURED("cards-not-configured", 503),
    LEDGER_UNAVAILABLE("ledger-unavailable", 503),
    UNAVAILABLE("unavailable", 503),
    INTERNAL("internal", 500);

    private final String slug;
    private final int status;

    ProblemType(String slug, int status) {
        this.slug = slug;
        this.status = status;
    }

    /** The stable name. */
    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }
}
