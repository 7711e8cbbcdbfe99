package org.hawiya.gateway.openid;

import java.time.Duration;
import org.hawiya.gateway.party.RelyingParties;
import org.hawiya.gateway.party.RelyingParty;
import org.hawiya.gateway.party.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Shows relying parties to the authorization server, all under the same strict rules. */
@Component
class RegisteredClients implements RegisteredClientRepository {

    static final Duration CODE_LIFE = Duration.ofSeconds(60);
    static final Duration ACCESS_TOKEN_LIFE = Duration.ofMinutes(5);

    private static final ClientSettings CLIENT_SETTINGS =
            ClientSettings.builder()
                    .requireProofKey(true)
                    // The login page asks the resident before any card is touched.
                    .requireAuthorizationConsent(false)
                    .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES256)
                    .build();
    private static final TokenSettings TOKEN_SETTINGS =
            TokenSettings.builder()
                    .authorizationCodeTimeToLive(CODE_LIFE)
                    .accessTokenTimeToLive(ACCESS_TOKEN_LIFE)
                    .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                    .build();

    private final RelyingParties parties;

    RegisteredClients(RelyingParties parties) {
        this.parties = parties;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException(
                "relying parties are registered by the administrator");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return parties.find(clientId).map(RegisteredClients::client).orElse(null);
    }

    private static RegisteredClient client(RelyingParty party) {
        return RegisteredClient.withId(party.id().value())
                .clientId(party.id().value())
                .clientName(party.name().en())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> party.redirectUris().forEach(uri -> uris.add(uri.toString())))
                .postLogoutRedirectUris(uris ->
                        party.postLogoutRedirectUris().forEach(uri -> uris.add(uri.toString())))
                .scopes(scopes -> party.scopes().stream().map(Scope::value).forEach(scopes::add))
                .clientSettings(CLIENT_SETTINGS)
                .tokenSettings(TOKEN_SETTINGS)
                .build();
    }
}
