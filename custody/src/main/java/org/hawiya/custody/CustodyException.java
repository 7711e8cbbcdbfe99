package org.hawiya.custody;

import org.jspecify.annotations.Nullable;

/**
 * A key could not be used as asked, for a reason outside the program. The message never holds key
 * material.
 */
public abstract sealed class CustodyException extends RuntimeException
        permits KeyMissingException,
                KeyStoreUnusableException,
                SealBrokenException,
                TokenFailedException {
    private static final long serialVersionUID = 1L;

    CustodyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
