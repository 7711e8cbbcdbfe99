package org.hawiya.gateway.party;

import java.util.regex.Pattern;

/**
 * The name under which a relying party is registered.
 *
 * @param value 3 to 64 lower-case letters, digits and hyphens, a letter first
 */
public record ClientId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{2,63}");

    public ClientId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a client id is 3 to 64 lower-case letters, digits and hyphens");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
