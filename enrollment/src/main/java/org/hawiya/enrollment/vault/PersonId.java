package org.hawiya.enrollment.vault;

import java.util.UUID;

/**
 * The register's inner name of a person, random, given with the first application and never shown
 * to an e-service. It names the person's data key.
 */
public record PersonId(UUID value) {

    public static PersonId random() {
        return new PersonId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
