package org.hawiya.enrollment.adjudication;

import java.time.Instant;
import org.hawiya.enrollment.application.ApplicationNumber;

/** A case: is the applicant one of those whom the search found? */
public record Examination(CaseId id, ApplicationNumber number, Status status, Instant openedAt) {

    /** Open, or what an examiner said. */
    public enum Status {
        OPEN,
        DUPLICATE,
        DIFFERENT_PERSONS
    }

    /** What an examiner can say. */
    public enum Decision {
        DUPLICATE,
        DIFFERENT_PERSONS
    }
}
