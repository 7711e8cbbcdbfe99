package org.hawiya.app;

/** The process's entry point. */
public final class Hawiya {
    private Hawiya() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
