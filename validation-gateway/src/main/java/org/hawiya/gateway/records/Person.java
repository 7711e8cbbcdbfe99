package org.hawiya.gateway.records;

import java.time.LocalDate;

/**
 * What the gateway knows of a person.
 *
 * @param nationality ISO 3166-1 alpha-3
 */
public record Person(
        PersonId id,
        String identityNumber,
        Name english,
        Name arabic,
        LocalDate birthDate,
        String nationality,
        boolean active) {

    public record Name(String given, String family) {
        public String full() {
            return given + " " + family;
        }

        @Override
        public String toString() {
            return "[REDACTED]";
        }
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
