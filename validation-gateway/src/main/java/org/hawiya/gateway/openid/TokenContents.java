package org.hawiya.gateway.openid;

import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.hawiya.gateway.party.ClientId;
import org.hawiya.gateway.party.Scope;
import org.hawiya.gateway.records.Person;
import org.hawiya.gateway.records.Records;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** Fills tokens: the pairwise subject in every one, the released claims in ID tokens only. */
@Component
class TokenContents implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final Records records;
    private final PairwiseSubjects subjects;

    TokenContents(Records records, PairwiseSubjects subjects) {
        this.records = records;
        this.subjects = subjects;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (!(context.getPrincipal() instanceof CardFingerAuthentication holder)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        var party = new ClientId(context.getRegisteredClient().getClientId());
        context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
        context.getClaims().subject(subjects.subject(holder.person(), party));
        if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
            SortedMap<String, String> released = released(holder, context.getAuthorizedScopes());
            context.getClaims()
                    .claim("acr", CardFingerAuthentication.ACR)
                    .claim("amr", CardFingerAuthentication.AMR)
                    .claim("auth_time", holder.verifiedAt().getEpochSecond())
                    .claims(claims -> claims.putAll(released));
        }
    }

    private SortedMap<String, String> released(
            CardFingerAuthentication holder, Set<String> authorizedScopes) {
        Person person =
                records.person(holder.person())
                        .filter(Person::active)
                        // Revoked between the finger and the token: the code is worth nothing now.
                        .orElseThrow(() ->
                                new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        return ReleasedClaims.of(
                person,
                authorizedScopes.stream()
                        .flatMap(value -> Scope.of(value).stream())
                        .collect(Collectors.toSet()));
    }
}
