package org.hawiya.enrollment.operators;

/** What an operator may do here; an account can have several. */
public enum Role {
    ADMINISTRATOR,
    OPERATOR,
    SUPERVISOR,
    EXAMINER,
    AUDITOR
}
