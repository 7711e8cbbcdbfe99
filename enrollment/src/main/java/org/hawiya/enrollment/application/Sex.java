package org.hawiya.enrollment.application;

import com.fasterxml.jackson.annotation.JsonAlias;

/** As in a travel document (ICAO 9303): F, M, or not stated. */
public enum Sex {
    @JsonAlias("F")
    FEMALE,
    @JsonAlias("M")
    MALE,
    @JsonAlias("X")
    UNSPECIFIED
}
