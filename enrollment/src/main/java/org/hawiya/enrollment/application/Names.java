package org.hawiya.enrollment.application;

/** A person's name in both scripts, each as the person writes it. */
public record Names(Name en, Name ar) {

    /** In one script. */
    public record Name(String given, String family) {
        @Override
        public String toString() {
            return "[REDACTED]";
        }
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
