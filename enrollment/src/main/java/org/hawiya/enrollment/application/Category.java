package org.hawiya.enrollment.application;

/** On what ground a person lives here. */
public enum Category {
    CITIZEN,
    RESIDENT,
    GCC_NATIONAL
}
