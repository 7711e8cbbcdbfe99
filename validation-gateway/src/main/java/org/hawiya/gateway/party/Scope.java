package org.hawiya.gateway.party;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a relying party may ask for, and the claims that each scope opens: the whole table. */
public enum Scope {
    OPENID("openid", List.of("sub")),
    PROFILE(
            "profile",
            List.of(
                    "name",
                    "given_name",
                    "family_name",
                    "name#ar",
                    "given_name#ar",
                    "family_name#ar")),
    IDENTITY_NUMBER("identity_number", List.of("identity_number")),
    BIRTHDATE("birthdate", List.of("birthdate")),
    NATIONALITY("nationality", List.of("nationality"));

    private final String value;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> claims;

    Scope(String value, List<String> claims) {
        this.value = value;
        this.claims = claims;
    }

    /** As it stands in a request. */
    public String value() {
        return value;
    }

    public List<String> claims() {
        return claims;
    }

    public static Optional<Scope> of(String value) {
        return Arrays.stream(values()).filter(scope -> scope.value.equals(value)).findFirst();
    }
}
