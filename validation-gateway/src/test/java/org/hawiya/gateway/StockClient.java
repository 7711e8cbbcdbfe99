package org.hawiya.gateway;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWEDecryptionKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import net.minidev.json.JSONObject;

/** A relying party built on Nimbus's OpenID Connect library; it knows nothing of our code. */
final class StockClient {
    final ClientID id;
    final URI redirectUri;
    private final TestWorld world;
    private final ECKey signing;
    private final ECKey encryption;

    /** One request and the secrets that belong to it. */
    record Begun(AuthenticationRequest request, CodeVerifier verifier, Nonce nonce) {}

    StockClient(TestWorld world, String id, String... scopes) {
        this.world = world;
        this.id = new ClientID(id);
        this.redirectUri = URI.create("https://" + id + ".example/back");
        try {
            signing =
                    new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).keyID("s").generate();
            encryption =
                    new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.ENCRYPTION).keyID("e").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        var registered =
                world.administrator("PUT", "/api/relying-parties/" + id, registration(scopes));
        if (registered.statusCode() != 200) {
            throw new AssertionError(registered.body());
        }
    }

    private String registration(String... scopes) {
        return """
        {"name":{"en":"Service %s","ar":"خدمة %s"},"redirectUris":["%s"],"jwks":%s,
         "scopes":["%s"],"postLogoutRedirectUris":[]}
        """
                .formatted(
                        id,
                        id,
                        redirectUri,
                        new JWKSet(List.of(signing, encryption)).toString(true),
                        String.join("\",\"", scopes));
    }

    Begun begin(String... scopes) {
        var verifier = new CodeVerifier();
        var nonce = new Nonce();
        var request =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE, new Scope(scopes), id, redirectUri)
                        .endpointURI(world.at("/oauth2/authorize"))
                        .state(new State())
                        .nonce(nonce)
                        .codeChallenge(verifier, CodeChallengeMethod.S256)
                        .build();
        return new Begun(request, verifier, nonce);
    }

    PrivateKeyJWT assertion() {
        try {
            return new PrivateKeyJWT(
                    id,
                    world.at("/oauth2/token"),
                    JWSAlgorithm.ES256,
                    signing.toPrivateKey(),
                    "s",
                    null);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    TokenResponse redeem(String code, CodeVerifier verifier) {
        return redeem(code, verifier, assertion());
    }

    TokenResponse redeem(String code, CodeVerifier verifier, PrivateKeyJWT assertion) {
        var request =
                new TokenRequest.Builder(
                                world.at("/oauth2/token"),
                                assertion,
                                new AuthorizationCodeGrant(
                                        new AuthorizationCode(code), redirectUri, verifier))
                        .build();
        try {
            return OIDCTokenResponseParser.parse(sent(request.toHTTPRequest()));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    OIDCTokenResponse tokens(String code, CodeVerifier verifier) {
        TokenResponse response = redeem(code, verifier);
        if (!response.indicatesSuccess()) {
            throw new AssertionError(response.toErrorResponse().getErrorObject().toJSONObject());
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    /** Decrypts and checks as the standard asks. */
    IDTokenClaimsSet claims(JWT idToken, Nonce nonce) throws BadJOSEException {
        try {
            JWKSet provider = JWKSet.parse(world.get("/oauth2/jwks").body());
            var validator =
                    new IDTokenValidator(
                            new Issuer(world.at("").toString()),
                            id,
                            new JWSVerificationKeySelector<>(
                                    JWSAlgorithm.ES256, new ImmutableJWKSet<>(provider)),
                            new JWEDecryptionKeySelector<>(
                                    JWEAlgorithm.ECDH_ES_A256KW,
                                    EncryptionMethod.A256GCM,
                                    new ImmutableJWKSet<>(new JWKSet(encryption))));
            return validator.validate(idToken, nonce);
        } catch (JOSEException | java.text.ParseException e) {
            throw new BadJOSEException("not validated", e);
        }
    }

    /** Status and, when it is 200, the claims. */
    record UserInfo(int status, JSONObject claims) {}

    UserInfo userInfo(BearerAccessToken token) {
        HTTPResponse response =
                sent(new UserInfoRequest(world.at("/userinfo"), token).toHTTPRequest());
        try {
            return response.getStatusCode() == 200
                    ? new UserInfo(200, response.getBodyAsJSONObject())
                    : new UserInfo(response.getStatusCode(), new JSONObject());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private HTTPResponse sent(com.nimbusds.oauth2.sdk.http.HTTPRequest request) {
        request.setSSLSocketFactory(world.pki.context("service").getSocketFactory());
        try {
            return request.send();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
