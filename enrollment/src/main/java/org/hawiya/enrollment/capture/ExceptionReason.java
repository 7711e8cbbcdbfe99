package org.hawiya.enrollment.capture;

/** Why a finger has no print (the first three as in OSIA). */
public enum ExceptionReason {
    AMPUTATED,
    BANDAGED,
    DAMAGED,
    NOT_CAPTURED
}
