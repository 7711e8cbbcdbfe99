package example.eservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

class EServiceTest {

    private static final String ISSUER = "https://gateway.example";
    @TempDir static Path folder;
    private static ConfigurableApplicationContext service;
    private static HttpServer gatewayKeys;
    private static ECKey gatewayKey;

    @BeforeAll
    static void start() throws Exception {
        service =
                EService.start(
                        "--server.port=0",
                        "--eservice.key-file=" + folder.resolve("keys.json"),
                        "--server.servlet.session.cookie.secure=false");
        gatewayKey =
                new ECKeyGenerator(Curve.P_256)
                        .algorithm(JWSAlgorithm.ES256)
                        .keyID("gateway")
                        .generate();
        gatewayKeys =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gatewayKeys.createContext(
                "/jwks",
                exchange -> {
                    byte[] body = new JWKSet(gatewayKey).toString(true).getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        gatewayKeys.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        gatewayKeys.stop(0);
    }

    @Test
    void welcomePageSpeaksBothLanguages() throws Exception {
        assertThat(get("/?lang=en").body()).contains("lang=\"en\"", "dir=\"ltr\"", "Sign in with");
        assertThat(get("/?lang=ar").body()).contains("lang=\"ar\"", "dir=\"rtl\"", "الدخول");
    }

    @Test
    void aVisitorWhoIsNotSignedInIsSentToTheGateway() throws Exception {
        HttpResponse<String> answer = get("/me");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .endsWith("/oauth2/authorization/hawiya");
    }

    @Test
    void publishedKeysHoldNoPrivateNumber() throws Exception {
        JWKSet published = JWKSet.parse(get("/jwks.json").body());
        assertThat(published.getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
    }

    @Test
    void anEncryptedTokenOfTheGatewayIsRead() throws Exception {
        SignedJWT signed = signed("nobody-else", gatewayKey);
        assertThat(decoder().decode(encrypted(signed)).getSubject()).isEqualTo("nobody-else");
    }

    @Test
    void aTokenThatCameUnencryptedIsRefused() throws Exception {
        String token = signed("x", gatewayKey).serialize();
        assertThatThrownBy(() -> decoder().decode(token))
                .isInstanceOf(BadJwtException.class)
                .hasMessageContaining("unencrypted");
    }

    @Test
    void aTokenOfAnotherSignerIsRefused() throws Exception {
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("gateway").generate();
        String token = encrypted(signed("x", stranger));
        assertThatThrownBy(() -> decoder().decode(token)).isInstanceOf(BadJwtException.class);
    }

    private static SignedJWT signed(String subject, ECKey key) throws JOSEException {
        Instant now = Instant.now();
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("gateway").build(),
                        new JWTClaimsSet.Builder()
                                .issuer(ISSUER)
                                .subject(subject)
                                .audience("parking-permits")
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(now.plusSeconds(60)))
                                .build());
        jwt.sign(new ECDSASigner(key));
        return jwt;
    }

    private static String encrypted(SignedJWT signed) throws JOSEException {
        JWEObject jwe =
                new JWEObject(
                        new JWEHeader.Builder(
                                        ClientKeys.KEY_AGREEMENT, ClientKeys.CONTENT_ENCRYPTION)
                                .contentType("JWT")
                                .build(),
                        new Payload(signed));
        jwe.encrypt(
                new ECDHEncrypter(service.getBean(ClientKeys.class).encryption().toECPublicKey()));
        return jwe.serialize();
    }

    private static JwtDecoder decoder() {
        JwtDecoderFactory<ClientRegistration> factory =
                service.<JwtDecoderFactory<ClientRegistration>>getBeanProvider(
                                ResolvableType.forClassWithGenerics(
                                        JwtDecoderFactory.class, ClientRegistration.class))
                        .getObject();
        return factory.createDecoder(
                ClientRegistration.withRegistrationId("hawiya")
                        .clientId("parking-permits")
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri("{baseUrl}/login/oauth2/code/hawiya")
                        .issuerUri(ISSUER)
                        .authorizationUri(ISSUER + "/oauth2/authorize")
                        .tokenUri(ISSUER + "/oauth2/token")
                        .jwkSetUri(
                                "http://127.0.0.1:" + gatewayKeys.getAddress().getPort() + "/jwks")
                        .build());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI at =
                URI.create(
                        "http://127.0.0.1:"
                                + service.getEnvironment().getRequiredProperty("local.server.port")
                                + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(at)
                            .header("Accept", "text/html,application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
