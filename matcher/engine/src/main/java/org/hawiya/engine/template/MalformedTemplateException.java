package org.hawiya.engine.template;

import org.hawiya.engine.MalformedInputException;

/** A template record that breaks its format; the message names the byte. */
public final class MalformedTemplateException extends MalformedInputException {
    private static final long serialVersionUID = 1L;

    public MalformedTemplateException(String message, int offset) {
        super(message + " (at byte " + offset + ")");
    }
}
