package org.hawiya.app;

/**
 * A fault the user can act on: one line that says what, which file or port, and what to do; no
 * stack trace is shown for it.
 */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String oneLine) {
        super(oneLine);
        this.exitCode = exitCode;
    }

    public CommandFailure(ExitCode exitCode, String oneLine, Throwable cause) {
        super(oneLine, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
