package org.hawiya.gateway.openid;

import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hawiya.gateway.party.Scope;
import org.hawiya.gateway.records.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Between the authorization server's own type, which holds anything, and {@link Grant}, which does
 * not.
 */
final class GrantConversion {
    private GrantConversion() {}

    static Grant grant(OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request =
                required(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        CardFingerAuthentication holder =
                required(authorization.getAttribute(Principal.class.getName()));
        var code = required(authorization.getToken(OAuth2AuthorizationCode.class)).getToken();
        return new Grant(
                authorization.getRegisteredClientId(),
                holder.person().value(),
                holder.verifiedAt(),
                request.getAuthorizationUri(),
                required(request.getRedirectUri()),
                request.getState(),
                request.getScopes(),
                texts(request.getAdditionalParameters()),
                token(code),
                accessToken(authorization),
                idToken(authorization));
    }

    static OAuth2Authorization authorization(
            String id, Grant grant, RegisteredClient client, boolean redeemed, boolean revoked) {
        var holder = new CardFingerAuthentication(new PersonId(grant.person()), grant.verifiedAt());
        var authorization =
                OAuth2Authorization.withRegisteredClient(client)
                        .id(id)
                        .principalName(holder.getName())
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .authorizedScopes(grant.scopes())
                        .attribute(Principal.class.getName(), holder)
                        .attribute(OAuth2AuthorizationRequest.class.getName(), request(grant))
                        .token(
                                new OAuth2AuthorizationCode(
                                        grant.code().value(),
                                        grant.code().issuedAt(),
                                        grant.code().expiresAt()),
                                invalidated(redeemed || revoked));
        Grant.Token access = grant.accessToken();
        if (access != null) {
            authorization.token(
                    new OAuth2AccessToken(
                            OAuth2AccessToken.TokenType.BEARER,
                            access.value(),
                            access.issuedAt(),
                            access.expiresAt(),
                            grant.scopes()),
                    invalidated(revoked));
        }
        Grant.IdToken idToken = grant.idToken();
        if (idToken != null) {
            OidcIdToken token = oidcIdToken(idToken, grant.clientId());
            authorization.token(
                    token,
                    metadata -> {
                        metadata.put(
                                OAuth2Authorization.Token.CLAIMS_METADATA_NAME, token.getClaims());
                        metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, revoked);
                    });
        }
        return authorization.build();
    }

    private static OAuth2AuthorizationRequest request(Grant grant) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(grant.authorizationUri())
                .clientId(grant.clientId())
                .redirectUri(grant.redirectUri())
                .scopes(grant.scopes())
                .state(grant.state())
                .additionalParameters(more -> more.putAll(grant.parameters()))
                .build();
    }

    private static OidcIdToken oidcIdToken(Grant.IdToken idToken, String clientId) {
        Map<String, Object> claims = new HashMap<>(idToken.released());
        claims.put("iss", idToken.issuer());
        claims.put("sub", idToken.subject());
        claims.put("aud", List.of(clientId));
        claims.put("iat", idToken.token().issuedAt());
        claims.put("exp", idToken.token().expiresAt());
        return new OidcIdToken(
                idToken.token().value(),
                idToken.token().issuedAt(),
                idToken.token().expiresAt(),
                claims);
    }

    private static Grant.@Nullable Token accessToken(OAuth2Authorization authorization) {
        var token = authorization.getAccessToken();
        return token == null ? null : token(token.getToken());
    }

    private static Grant.@Nullable IdToken idToken(OAuth2Authorization authorization) {
        var token = authorization.getToken(OidcIdToken.class);
        if (token == null) {
            return null;
        }
        OidcIdToken idToken = token.getToken();
        var released = new TreeMap<String, String>();
        Arrays.stream(Scope.values())
                .filter(scope -> scope != Scope.OPENID)
                .flatMap(scope -> scope.claims().stream())
                .forEach(claim -> {
                    if (idToken.getClaims().get(claim) instanceof String text) {
                        released.put(claim, text);
                    }
                });
        return new Grant.IdToken(
                token(idToken),
                required(idToken.getIssuer()).toString(),
                required(idToken.getSubject()),
                released);
    }

    private static Map<String, String> texts(Map<String, Object> parameters) {
        var texts = new TreeMap<String, String>();
        parameters.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    private static Grant.Token token(OAuth2Token token) {
        Instant issued = required(token.getIssuedAt());
        Instant expires = required(token.getExpiresAt());
        return new Grant.Token(token.getTokenValue(), issued, expires);
    }

    private static java.util.function.Consumer<Map<String, Object>> invalidated(boolean invalid) {
        return metadata ->
                metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, invalid);
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value, "the authorization server sets it before it saves");
    }
}
