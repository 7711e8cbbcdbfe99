package org.hawiya.gateway.login;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.hawiya.gateway.party.ClientId;
import org.hawiya.gateway.party.Scope;
import org.hawiya.gateway.secret.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a relying party asked, checked by the provider before it came here.
 *
 * @param browser digest of the secret in the cookie of the only browser that may go on with it
 * @param query the request as it is repeated when the answer is fetched
 * @param state the relying party's own, given back to it unread
 */
public record LoginRequest(
        LoginId id,
        Digest browser,
        ClientId client,
        String query,
        URI redirectUri,
        @Nullable String state,
        Set<Scope> scopes,
        Instant expiresAt) {

    public LoginRequest {
        scopes = Set.copyOf(scopes);
    }

    /** What the answer is bound to: an answer to one request never answers another. */
    public Digest digest() {
        return Digest.of(query);
    }
}
