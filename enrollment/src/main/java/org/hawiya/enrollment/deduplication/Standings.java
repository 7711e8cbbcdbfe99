package org.hawiya.enrollment.deduplication;

import org.hawiya.enrollment.adjudication.Examinations;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.ApplicationNumber;
import org.hawiya.enrollment.register.Identities;
import org.jspecify.annotations.Nullable;

/** Says how applications stand. Thread-safe. */
public final class Standings {
    private final Identities identities;
    private final Examinations examinations;

    Standings(Identities identities, Examinations examinations) {
        this.identities = identities;
        this.examinations = examinations;
    }

    public Standing of(Application application) {
        ApplicationNumber number = number(application);
        return new Standing(
                application.id().toString(),
                application.status(),
                number == null ? null : number.value(),
                application instanceof Application.Registered registered
                        ? identities
                                .find(registered.person())
                                .map(it -> it.number().value())
                                .orElseThrow()
                        : null,
                number == null
                        ? null
                        : examinations.find(number).map(it -> it.id().toString()).orElse(null));
    }

    private static @Nullable ApplicationNumber number(Application application) {
        return switch (application) {
            case Application.Capturing ignored -> null;
            case Application.Submitted it -> it.number();
            case Application.UnderExamination it -> it.number();
            case Application.Registered it -> it.number();
            case Application.RejectedDuplicate it -> it.number();
        };
    }
}
