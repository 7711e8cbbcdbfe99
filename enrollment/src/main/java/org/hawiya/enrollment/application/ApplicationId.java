package org.hawiya.enrollment.application;

import java.util.UUID;

/** An application's name towards the centre. */
public record ApplicationId(UUID value) {

    public static ApplicationId random() {
        return new ApplicationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
