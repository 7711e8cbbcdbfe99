package org.hawiya.gateway.openid;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import org.hawiya.gateway.party.RelyingParties;
import org.hawiya.gateway.party.RelyingPartyKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Signs every token, then encrypts ID tokens to the relying party (OpenID Connect Core, 16.14): no
 * ID token ever leaves unencrypted.
 */
final class IdTokenEncryption implements OAuth2TokenGenerator<Jwt> {
    static final JWEAlgorithm KEY_AGREEMENT = JWEAlgorithm.ECDH_ES_A256KW;
    static final EncryptionMethod CONTENT_ENCRYPTION = EncryptionMethod.A256GCM;

    private final JwtGenerator signed;
    private final RelyingParties parties;
    private final RelyingPartyKeys keys;

    IdTokenEncryption(JwtGenerator signed, RelyingParties parties, RelyingPartyKeys keys) {
        this.signed = signed;
        this.parties = parties;
        this.keys = keys;
    }

    @Override
    public @Nullable Jwt generate(OAuth2TokenContext context) {
        Jwt token = signed.generate(context);
        boolean idToken = OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue());
        if (token == null || !idToken) {
            return token;
        }
        String clientId = context.getRegisteredClient().getClientId();
        ECKey recipient = keys.encryptionKey(parties.find(clientId).orElseThrow());
        return Jwt.withTokenValue(encrypted(token.getTokenValue(), recipient))
                .headers(headers -> headers.putAll(token.getHeaders()))
                .claims(claims -> claims.putAll(token.getClaims()))
                .build();
    }

    private static String encrypted(String signedToken, ECKey recipient) {
        var header =
                new JWEHeader.Builder(KEY_AGREEMENT, CONTENT_ENCRYPTION)
                        .contentType("JWT")
                        .keyID(recipient.getKeyID())
                        .build();
        var token = new JWEObject(header, new Payload(signedToken));
        try {
            token.encrypt(new ECDHEncrypter(recipient));
        } catch (JOSEException e) {
            throw new IllegalStateException("a checked P-256 key encrypts", e);
        }
        return token.serialize();
    }
}
