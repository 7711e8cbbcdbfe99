package org.hawiya.enrollment.application;

/** An application's place in the one line of all submitted applications: 1, 2, 3 … without gaps. */
public record ApplicationNumber(long value) {

    public ApplicationNumber {
        if (value < 1) {
            throw new IllegalArgumentException("numbers start at 1");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
