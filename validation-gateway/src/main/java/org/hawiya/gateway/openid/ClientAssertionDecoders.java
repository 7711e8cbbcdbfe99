package org.hawiya.gateway.openid;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hawiya.gateway.GatewaySettings;
import org.hawiya.gateway.party.ClientId;
import org.hawiya.gateway.party.RelyingParties;
import org.hawiya.gateway.party.RelyingParty;
import org.hawiya.gateway.party.RelyingPartyKeys;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Checks {@code private_key_jwt} (RFC 7523, 3; OpenID Connect Core, 9): signature by the party's
 * own key, issuer and subject the party, audience this provider, short-lived, used once.
 */
@Component
class ClientAssertionDecoders implements JwtDecoderFactory<RegisteredClient> {
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration MAX_LIFE = Duration.ofMinutes(5);
    private static final int MAX_ID_LENGTH = 200;
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256);

    private final RelyingParties parties;
    private final RelyingPartyKeys keys;
    private final ClientAssertions used;
    private final Set<String> audiences;
    private final Clock clock;

    ClientAssertionDecoders(
            RelyingParties parties,
            RelyingPartyKeys keys,
            ClientAssertions used,
            GatewaySettings settings,
            Clock clock) {
        this.parties = parties;
        this.keys = keys;
        this.used = used;
        this.audiences = Set.of(settings.issuer().toString(), settings.issuer() + "/oauth2/token");
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        RelyingParty party = parties.find(client.getClientId()).orElseThrow();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, keys.source(party)));
        // The claims are checked below, where the replay store is.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(assertion -> validate(assertion, party.id()));
        return decoder;
    }

    private OAuth2TokenValidatorResult validate(Jwt assertion, ClientId party) {
        Instant now = clock.instant();
        Instant expires = assertion.getExpiresAt();
        String id = assertion.getId();
        List<String> audience = assertion.getAudience();
        if (!party.value().equals(assertion.getClaimAsString("iss"))
                || !party.value().equals(assertion.getSubject())) {
            return refused("iss and sub name the client itself");
        }
        if (audience == null || audience.stream().noneMatch(audiences::contains)) {
            return refused("aud names the issuer or the token endpoint");
        }
        if (expires == null
                || expires.isBefore(now.minus(SKEW))
                || expires.isAfter(now.plus(MAX_LIFE).plus(SKEW))) {
            return refused("exp lies at most five minutes ahead");
        }
        if (id == null || id.isEmpty() || id.length() > MAX_ID_LENGTH) {
            return refused("jti is needed");
        }
        // Last, so that an assertion with a fault uses nothing up.
        if (!used.firstUse(party, id, expires.plus(SKEW))) {
            return refused("jti was used before");
        }
        return OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_client", why, null));
    }
}
