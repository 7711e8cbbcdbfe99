package org.hawiya.custody;

/** The key is there, but the device or provider behind it failed to use it. */
public final class TokenFailedException extends CustodyException {
    private static final long serialVersionUID = 1L;

    TokenFailedException(KeyName name, Throwable cause) {
        super("using key \"" + name + "\" failed: " + cause.getMessage(), cause);
    }
}
