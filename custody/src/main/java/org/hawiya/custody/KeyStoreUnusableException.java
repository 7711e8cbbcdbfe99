package org.hawiya.custody;

import org.jspecify.annotations.Nullable;

/**
 * The key file or token is missing, unreadable, readable by others, damaged, or its password is
 * wrong.
 */
public final class KeyStoreUnusableException extends CustodyException {
    private static final long serialVersionUID = 1L;

    KeyStoreUnusableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
