package org.hawiya.enrollment.deduplication;

import org.hawiya.enrollment.application.Application;
import org.jspecify.annotations.Nullable;

/** How an application stands, as its centre is told. */
public record Standing(
        String applicationId,
        Application.Status status,
        @Nullable Long sequence,
        @Nullable String identityNumber,
        @Nullable String caseId) {}
