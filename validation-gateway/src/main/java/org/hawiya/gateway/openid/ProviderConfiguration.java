package org.hawiya.gateway.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;
import org.hawiya.gateway.GatewaySettings;
import org.hawiya.gateway.front.PageHeaders;
import org.hawiya.gateway.login.Logins;
import org.hawiya.gateway.party.RelyingParties;
import org.hawiya.gateway.party.RelyingPartyKeys;
import org.hawiya.gateway.party.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Puts the OpenID provider together: the code flow with PKCE, nothing else. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain provider(
            HttpSecurity http,
            GatewaySettings settings,
            Logins logins,
            LoginEntry entry,
            RegisteredClients clients,
            Grants grants,
            IdTokenEncryption tokens,
            ClientAssertionDecoders assertions,
            PageHeaders headers) {
        var server = new OAuth2AuthorizationServerConfigurer();
        var answers = new AuthorizationAnswers(settings.issuer());
        http.securityMatcher(server.getEndpointsMatcher())
                .with(
                        server,
                        as ->
                                as.registeredClientRepository(clients)
                                        .authorizationService(grants)
                                        .tokenGenerator(tokens)
                                        .clientAuthentication(client ->
                                                client.authenticationConverters(all ->
                                                                all.addFirst(
                                                                        new ClientAssertionConverter()))
                                                        .authenticationProviders(all ->
                                                                all.forEach(one ->
                                                                        withChecks(
                                                                                one, assertions))))
                                        .authorizationEndpoint(endpoint ->
                                                endpoint.authorizationResponseHandler(
                                                                answers::succeed)
                                                        .errorResponseHandler(answers::fail))
                                        .oidc(oidc ->
                                                oidc.userInfoEndpoint(info ->
                                                                info.userInfoMapper(
                                                                        ProviderConfiguration
                                                                                ::userInfo))
                                                        .providerConfigurationEndpoint(discovery ->
                                                                discovery
                                                                        .providerConfigurationCustomizer(
                                                                                document ->
                                                                                        document
                                                                                                .claims(
                                                                                                        ProviderConfiguration
                                                                                                                ::describe)))))
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .addFilterAfter(new CardFingerFilter(logins), SecurityContextHolderFilter.class)
                .exceptionHandling(failures ->
                        failures.defaultAuthenticationEntryPointFor(
                                entry,
                                PathPatternRequestMatcher.withDefaults()
                                        .matcher(AuthorizationQuery.PATH)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers);
        return http.build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(GatewaySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer().toString()).build();
    }

    /** The private half may be a handle to a key that can't leave its device. */
    @Bean
    JWKSource<SecurityContext> signingKeys(KeyCustody custody) throws JOSEException {
        var certificate = custody.certificate(KeyName.OPENID_SIGNING);
        ECKey key =
                new ECKey.Builder(Curve.P_256, (ECPublicKey) certificate.getPublicKey())
                        .privateKey(custody.privateKey(KeyName.OPENID_SIGNING))
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.ES256)
                        .keyIDFromThumbprint()
                        .build();
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    JwtDecoder accessTokens(JWKSource<SecurityContext> signingKeys) {
        return NimbusJwtDecoder.withJwkSource(signingKeys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
    }

    @Bean
    IdTokenEncryption tokens(
            JWKSource<SecurityContext> signingKeys,
            TokenContents contents,
            RelyingParties parties,
            RelyingPartyKeys keys,
            Clock clock) {
        var signed = new JwtGenerator(new NimbusJwtEncoder(signingKeys));
        signed.setJwtCustomizer(contents);
        signed.setClock(clock);
        return new IdTokenEncryption(signed, parties, keys);
    }

    private static void withChecks(Object provider, ClientAssertionDecoders assertions) {
        if (provider instanceof JwtClientAssertionAuthenticationProvider jwt) {
            jwt.setJwtDecoderFactory(assertions);
        }
    }

    /** Plain JSON, and exactly what the ID token of this authorization held. */
    private static OidcUserInfo userInfo(OidcUserInfoAuthenticationContext context) {
        var idToken =
                context.getAuthorization()
                        .getToken(org.springframework.security.oauth2.core.oidc.OidcIdToken.class);
        if (idToken == null) {
            throw new IllegalStateException("the provider checks that there is an ID token");
        }
        var info =
                OidcUserInfo.builder()
                        .subject(Objects.requireNonNull(idToken.getToken().getSubject()));
        for (Scope scope : Scope.values()) {
            for (String claim : scope.claims()) {
                if (scope != Scope.OPENID
                        && idToken.getToken().getClaims().get(claim) instanceof String text) {
                    info.claim(claim, text);
                }
            }
        }
        return info.build();
    }

    /**
     * What the discovery document says beyond, or instead of, the authorization server's own words.
     */
    private static void describe(Map<String, Object> document) {
        List<String> scopes = Arrays.stream(Scope.values()).map(Scope::value).toList();
        List<String> claims =
                Arrays.stream(Scope.values()).flatMap(scope -> scope.claims().stream()).toList();
        document.put("scopes_supported", scopes);
        document.put("claims_supported", claims);
        document.put("subject_types_supported", List.of("pairwise"));
        document.put("grant_types_supported", List.of("authorization_code"));
        document.put("acr_values_supported", List.of(CardFingerAuthentication.ACR));
        document.put("ui_locales_supported", List.of("ar", "en"));
        document.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
        document.put("token_endpoint_auth_signing_alg_values_supported", List.of("ES256", "PS256"));
        document.put("id_token_signing_alg_values_supported", List.of("ES256"));
        document.put(
                "id_token_encryption_alg_values_supported",
                List.of(IdTokenEncryption.KEY_AGREEMENT.getName()));
        document.put(
                "id_token_encryption_enc_values_supported",
                List.of(IdTokenEncryption.CONTENT_ENCRYPTION.getName()));
        document.put("authorization_response_iss_parameter_supported", true);
    }
}
