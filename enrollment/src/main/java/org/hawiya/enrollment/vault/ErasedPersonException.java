package org.hawiya.enrollment.vault;

/** The person's key is destroyed; nothing about them opens any more. */
public final class ErasedPersonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ErasedPersonException() {
        super("there is no data key for this person");
    }
}
