package org.hawiya.gateway.party;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hawiya.gateway.party.RelyingParty.KeySource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an administrator sends to register a relying party; every field is unchecked until {@link
 * #checked}.
 */
record Registration(
        @Nullable NameInput name,
        @Nullable List<String> redirectUris,
        @Nullable String jwksUri,
        @Nullable JsonNode jwks,
        @Nullable List<String> scopes,
        @Nullable List<String> postLogoutRedirectUris) {

    private static final int MAX_URIS = 20;
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_JWKS_LENGTH = 20_000;

    record NameInput(@Nullable String en, @Nullable String ar) {}

    /**
     * @throws InvalidRegistrationException with every fault, not only the first
     */
    RelyingParty checked(ClientId id) {
        var faults = new ArrayList<String>();
        NameInput given = name == null ? new NameInput(null, null) : name;
        var names =
                new RelyingParty.Name(
                        label("name.en", given.en(), faults), label("name.ar", given.ar(), faults));
        List<URI> redirects = uris("redirectUris", redirectUris, faults);
        if (redirects.isEmpty()) {
            faults.add("redirectUris: at least one address is needed");
        }
        List<URI> logouts = uris("postLogoutRedirectUris", postLogoutRedirectUris, faults);
        Set<Scope> allowed = scopes(faults);
        KeySource keys = keys(faults);
        if (keys == null || !faults.isEmpty()) {
            throw new InvalidRegistrationException(faults);
        }
        return new RelyingParty(id, names, redirects, keys, allowed, logouts);
    }

    private static String label(String field, @Nullable String value, List<String> faults) {
        if (value == null || value.isBlank() || value.length() > MAX_NAME_LENGTH) {
            faults.add(field + ": 1 to " + MAX_NAME_LENGTH + " characters are needed");
            return "";
        }
        return value.strip();
    }

    private static List<URI> uris(
            String field, @Nullable List<String> values, List<String> faults) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MAX_URIS) {
            faults.add(field + ": at most " + MAX_URIS + " addresses");
            return List.of();
        }
        var uris = new ArrayList<URI>();
        for (String value : values) {
            URI uri = https(value);
            if (uri == null) {
                faults.add(field + ": not an https address without a fragment: " + value);
            } else {
                uris.add(uri);
            }
        }
        return uris;
    }

    private static @Nullable URI https(String value) {
        try {
            URI uri = new URI(value);
            boolean usable =
                    "https".equals(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getRawFragment() == null
                            && uri.getRawUserInfo() == null;
            return usable ? uri : null;
        } catch (java.net.URISyntaxException notAnAddress) {
            return null;
        }
    }

    private Set<Scope> scopes(List<String> faults) {
        var allowed = EnumSet.of(Scope.OPENID);
        for (String value : scopes == null ? List.<String>of() : scopes) {
            Scope.of(value)
                    .ifPresentOrElse(
                            allowed::add, () -> faults.add("scopes: no scope is called " + value));
        }
        return allowed;
    }

    private @Nullable KeySource keys(List<String> faults) {
        if ((jwksUri == null) == (jwks == null)) {
            faults.add("jwksUri, jwks: exactly one of the two is needed");
            return null;
        }
        if (jwksUri != null) {
            URI uri = https(jwksUri);
            if (uri == null) {
                faults.add("jwksUri: not an https address");
                return null;
            }
            return new KeySource.Published(uri);
        }
        return givenKeys(String.valueOf(jwks), faults);
    }

    private static @Nullable KeySource givenKeys(String jwks, List<String> faults) {
        try {
            if (jwks.length() > MAX_JWKS_LENGTH) {
                throw new ParseException("it is too long", 0);
            }
            JWKSet keys = JWKSet.parse(jwks);
            if (keys.getKeys().isEmpty() || keys.getKeys().stream().anyMatch(JWK::isPrivate)) {
                throw new ParseException("it must hold public keys, and only those", 0);
            }
            return new KeySource.Given(keys.toString(true));
        } catch (ParseException e) {
            faults.add("jwks: not a usable key set: " + e.getMessage());
            return null;
        }
    }
}
