package example.eservice;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWEDecryptionKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Sign-in by OpenID Connect: the code flow with PKCE, {@code private_key_jwt}, and an ID token that
 * is signed and encrypted.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SignIn {

    private static final int JWE_PARTS = 5;
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    ClientKeys clientKeys(@Value("${eservice.key-file}") Path file) {
        return ClientKeys.readOrMake(file);
    }

    /**
     * Discovery waits for the first sign-in, so that this service starts while the gateway is away.
     */
    @Bean
    ClientRegistrationRepository registrations(OAuth2ClientProperties properties) {
        return new SupplierClientRegistrationRepository(() ->
                new InMemoryClientRegistrationRepository(
                        new OAuth2ClientPropertiesMapper(properties).asClientRegistrations()));
    }

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http, ClientRegistrationRepository registrations, ClientKeys keys) {
        return http.authorizeHttpRequests(rules ->
                        rules.requestMatchers("/", "/jwks.json", "/style.css", "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .oauth2Login(login ->
                        login.loginPage("/oauth2/authorization/hawiya")
                                .failureUrl("/?refused")
                                .authorizationEndpoint(at ->
                                        at.authorizationRequestResolver(requests(registrations)))
                                .tokenEndpoint(at -> at.accessTokenResponseClient(tokens(keys))))
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .headers(headers ->
                        headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY)))
                .build();
    }

    /** With PKCE, and in the language that the visitor reads here. */
    private static DefaultOAuth2AuthorizationRequestResolver requests(
            ClientRegistrationRepository registrations) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations);
        resolver.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce()
                        .andThen(request ->
                                request.additionalParameters(more ->
                                        more.put(
                                                "ui_locales",
                                                LocaleContextHolder.getLocale().getLanguage()))));
        return resolver;
    }

    /** The service proves itself with a signature instead of a secret (RFC 7523). */
    private static RestClientAuthorizationCodeTokenResponseClient tokens(ClientKeys keys) {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.addParametersConverter(
                new NimbusJwtClientAuthenticationParametersConverter<
                        OAuth2AuthorizationCodeGrantRequest>(registration -> keys.signing()));
        return client;
    }

    /**
     * Decrypts with the service's key, verifies with the gateway's published keys, checks the
     * claims.
     */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(ClientKeys keys) {
        return registration -> {
            NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor(keys, registration));
            decoder.setClaimSetConverter(
                    new ClaimTypeConverter(
                            OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
            decoder.setJwtValidator(
                    new DelegatingOAuth2TokenValidator<>(
                            new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
            return encryptedOnly(decoder);
        };
    }

    private static DefaultJWTProcessor<SecurityContext> processor(
            ClientKeys keys, ClientRegistration registration) {
        try {
            var jwksUri = URI.create(registration.getProviderDetails().getJwkSetUri()).toURL();
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWEKeySelector(
                    new JWEDecryptionKeySelector<>(
                            ClientKeys.KEY_AGREEMENT,
                            ClientKeys.CONTENT_ENCRYPTION,
                            new ImmutableJWKSet<>(new JWKSet(keys.encryption()))));
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(
                            JWSAlgorithm.ES256, JWKSourceBuilder.create(jwksUri).build()));
            // The claims are checked by the validators of the decoder, with their own messages.
            processor.setJWTClaimsSetVerifier((claims, context) -> {});
            return processor;
        } catch (MalformedURLException e) {
            throw new IllegalStateException("The gateway's jwks_uri is no URL", e);
        }
    }

    private static JwtDecoder encryptedOnly(JwtDecoder decoder) {
        return token -> {
            if (token.split("\\.", -1).length != JWE_PARTS) {
                throw new BadJwtException(
                        "The ID token came unencrypted; this service takes only encrypted ones");
            }
            return decoder.decode(token);
        };
    }
}
