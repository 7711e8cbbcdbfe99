package org.hawiya.enrollment.application;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * Who the applicant says they are, checked by {@link DemographicsRules}.
 *
 * @param nationality ISO 3166-1 alpha-3
 * @param healthCertificate the medical centre's reference; a resident's card waits for it
 */
public record Demographics(
        Names names,
        LocalDate birthDate,
        Sex sex,
        String nationality,
        Category category,
        @Nullable String healthCertificate) {

    /** Below it no prints are taken; the child is called in when it reaches it. */
    public static final int PRINTS_FROM_AGE = 15;

    public boolean isChild(LocalDate today) {
        return Period.between(birthDate, today).getYears() < PRINTS_FROM_AGE;
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
