package org.hawiya.app.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells the story as it goes: one line an event, with the seconds since the start. */
final class Narrator {
    private final PrintWriter out;
    private final long start = System.nanoTime();

    Narrator(PrintWriter out) {
        this.out = out;
    }

    /** Tells nobody. */
    static Narrator silent() {
        return new Narrator(new PrintWriter(java.io.Writer.nullWriter()));
    }

    void say(String line) {
        out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds(), line);
        out.flush();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
