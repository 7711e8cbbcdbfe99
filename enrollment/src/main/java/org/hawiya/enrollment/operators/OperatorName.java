package org.hawiya.enrollment.operators;

import java.util.regex.Pattern;

/** An account's name; it stands in the ledger beside everything its owner does. */
public record OperatorName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{1,63}");

    public OperatorName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an operator's name");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
