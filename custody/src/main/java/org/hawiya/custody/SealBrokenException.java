package org.hawiya.custody;

import org.jspecify.annotations.Nullable;

/** A sealed record was altered, belongs elsewhere, or was sealed under another key. */
public final class SealBrokenException extends CustodyException {
    private static final long serialVersionUID = 1L;

    SealBrokenException(KeyName name, @Nullable Throwable cause) {
        super(
                "record does not open under \""
                        + name
                        + "\": altered, out of place, or sealed by another key",
                cause);
    }
}
