package example.eservice;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * What the gateway asserted about the visitor, as this service may see it.
 *
 * @param subject the visitor's name at this service, and at no other
 * @param assurance the assurance reached ({@code acr})
 * @param means the means used ({@code amr})
 * @param claims every other claim, in the order of the names
 */
record VerifiedClaims(
        String subject,
        @Nullable String assurance,
        List<String> means,
        SortedMap<String, String> claims) {

    private static final List<String> OF_THE_PROTOCOL =
            List.of(
                    "sub",
                    "acr",
                    "amr",
                    "aud",
                    "azp",
                    "exp",
                    "iat",
                    "iss",
                    "jti",
                    "nonce",
                    "auth_time",
                    "sid",
                    "at_hash");

    static VerifiedClaims of(OidcUser visitor) {
        var claims = new TreeMap<String, String>();
        visitor.getClaims().forEach((name, value) -> claims.put(name, Objects.toString(value)));
        claims.keySet().removeAll(OF_THE_PROTOCOL);
        List<String> means = visitor.getIdToken().getAuthenticationMethods();
        return new VerifiedClaims(
                Objects.requireNonNull(visitor.getSubject(), "OpenID tokens carry sub"),
                visitor.getIdToken().getAuthenticationContextClass(),
                means == null ? List.of() : means,
                claims);
    }
}
