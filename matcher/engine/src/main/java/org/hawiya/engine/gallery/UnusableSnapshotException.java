package org.hawiya.engine.gallery;

/**
 * A snapshot that is cut, altered, of another version or of another state of the register: build
 * the gallery anew.
 */
public final class UnusableSnapshotException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableSnapshotException(String message) {
        super(message);
    }

    UnusableSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
