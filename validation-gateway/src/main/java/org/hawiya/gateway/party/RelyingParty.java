package org.hawiya.gateway.party;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * An e-service that may ask who somebody is.
 *
 * @param redirectUris exact addresses that an answer may go to, at least one
 * @param keys where its public keys are
 * @param scopes what it may ask for, {@code openid} always among it
 */
public record RelyingParty(
        ClientId id,
        Name name,
        List<URI> redirectUris,
        KeySource keys,
        Set<Scope> scopes,
        List<URI> postLogoutRedirectUris) {

    public RelyingParty {
        redirectUris = List.copyOf(redirectUris);
        scopes = Set.copyOf(scopes);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
    }

    /** What residents read. */
    public record Name(String en, String ar) {
        public String in(String language) {
            return language.equals("ar") ? ar : en;
        }
    }

    /** Published at an address that may change its keys, or given once. */
    public sealed interface KeySource {
        record Published(URI jwksUri) implements KeySource {}

        /**
         * Keys that stay as they are.
         *
         * @param jwks a JSON Web Key Set, public keys only
         */
        record Given(String jwks) implements KeySource {}
    }
}
