package org.hawiya.app;

/**
 * The command's exit codes: the one table. {@code --help} prints it, docs/operations.md repeats it,
 * and the codes marked "script" are given by the {@code hawiya} script before a JVM runs.
 */
public enum ExitCode {
    OK(0, "done; what was to be shown, held"),
    NOT_HELD(
            1,
            "ran to its end, and the answer is no: a story that did not hold, a ledger that does"
                + " not verify"),
    USAGE(2, "wrong arguments"),
    INPUT(3, "an input cannot be used: an unreadable image, a folder without people"),
    PORT_IN_USE(4, "a port is taken by another program"),
    STORAGE(5, "the data directory cannot be used: taken by another run, not writable, disk full"),
    DATABASE(6, "PostgreSQL does not start or does not answer"),
    NO_JDK(7, "no JDK 25 found (script)"),
    BUILD(8, "the build failed (script)"),
    SERVER(9, "a server does not start, or does not answer as its interface promises"),
    DEFECT(70, "a defect of Hawiya itself; please report the lines printed"),
    INTERRUPTED(130, "stopped by Ctrl-C");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
