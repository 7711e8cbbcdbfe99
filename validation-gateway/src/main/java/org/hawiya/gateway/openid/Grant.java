package org.hawiya.gateway.openid;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that has to be remembered of one authorization, in the form in which it is sealed. It
 * names every field, so that nothing else can come back out of the database.
 */
record Grant(
        String clientId,
        UUID person,
        Instant verifiedAt,
        String authorizationUri,
        String redirectUri,
        @Nullable String state,
        Set<String> scopes,
        Map<String, String> parameters,
        Token code,
        @Nullable Token accessToken,
        @Nullable IdToken idToken) {

    record Token(String value, Instant issuedAt, Instant expiresAt) {
        @Override
        public String toString() {
            return "[REDACTED]";
        }
    }

    record IdToken(Token token, String issuer, String subject, Map<String, String> released) {}

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
