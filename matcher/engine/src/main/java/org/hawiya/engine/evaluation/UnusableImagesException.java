package org.hawiya.engine.evaluation;

import org.hawiya.engine.MalformedInputException;

/** A folder or pattern that gives nothing to compare. */
public final class UnusableImagesException extends MalformedInputException {
    private static final long serialVersionUID = 1L;

    public UnusableImagesException(String message) {
        super(message);
    }

    public UnusableImagesException(String message, Throwable cause) {
        super(message, cause);
    }
}
