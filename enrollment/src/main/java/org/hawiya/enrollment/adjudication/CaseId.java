package org.hawiya.enrollment.adjudication;

import java.util.UUID;

/** A case's name. */
public record CaseId(UUID value) {

    public static CaseId random() {
        return new CaseId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
