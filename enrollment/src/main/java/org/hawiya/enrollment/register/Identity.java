package org.hawiya.enrollment.register;

import java.time.Instant;
import org.hawiya.enrollment.application.ApplicationId;
import org.hawiya.enrollment.vault.PersonId;

/** A person of the register, without their demographics. */
public record Identity(
        PersonId person,
        IdentityNumber number,
        ApplicationId application,
        Status status,
        Instant registeredAt) {

    /** Whether it may be used. */
    public enum Status {
        ACTIVE,
        ENDED,
        REVOKED
    }
}
