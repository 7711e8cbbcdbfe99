package org.hawiya.app.demo;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;

/** Waiting for a server that needs a moment. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }
}
