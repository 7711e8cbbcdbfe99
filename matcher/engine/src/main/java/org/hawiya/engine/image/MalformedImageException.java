package org.hawiya.engine.image;

import org.hawiya.engine.MalformedInputException;

/** An image file that cannot be read, or that is larger than the engine accepts. */
public final class MalformedImageException extends MalformedInputException {
    private static final long serialVersionUID = 1L;

    public MalformedImageException(String message) {
        super(message);
    }

    public MalformedImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
