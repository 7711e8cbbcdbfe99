package org.hawiya.engine.synthesis;

import java.io.IOException;

/** The folder for a new set of prints is in use for something else. */
public final class PrintSetConflictException extends IOException {
    private static final long serialVersionUID = 1L;

    PrintSetConflictException(String message) {
        super(message);
    }
}
