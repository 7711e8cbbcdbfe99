package org.hawiya.enrollment.vault;

/** A sealed field was altered or moved; nothing of it can be used. */
public final class BrokenRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenRecordException(String field) {
        super("a sealed field was altered or moved: " + field);
    }
}
