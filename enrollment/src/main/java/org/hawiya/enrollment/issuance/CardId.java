package org.hawiya.enrollment.issuance;

import java.util.UUID;

/** The register's name of a card, also before a blank one is chosen. */
public record CardId(UUID value) {

    public static CardId random() {
        return new CardId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
