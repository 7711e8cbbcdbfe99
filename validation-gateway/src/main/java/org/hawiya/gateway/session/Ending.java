package org.hawiya.gateway.session;

import org.jspecify.annotations.Nullable;

/** How a dialogue with a card ended. */
sealed interface Ending {

    record Accepted() implements Ending {}

    record Refused(Failure failure, @Nullable Integer triesLeft) implements Ending {
        Refused(Failure failure) {
            this(failure, null);
        }
    }
}
