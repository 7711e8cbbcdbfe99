package org.hawiya.enrollment.desk;

import org.hawiya.enrollment.problem.Refusal;

/** A refusal as a page tells it: a message's name, and the developer's English for support. */
public record Told(String message, String detail) {

    static Told of(Refusal refusal) {
        return new Told("problem." + refusal.type().slug(), String.valueOf(refusal.getMessage()));
    }
}
