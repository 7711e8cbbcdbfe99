package org.hawiya.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anybody is asked for a card. */
class OpenIdRulesTest {
    private static final String CHALLENGE =
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=";

    @TempDir static Path folder;
    private static TestWorld world;
    private static StockClient parking;

    @BeforeAll
    static void start() throws IOException {
        world = new TestWorld(folder);
        parking = new StockClient(world, "parking", "openid", "profile");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static HttpResponse<String> authorize(String rest) {
        return world.get(
                "/oauth2/authorize?response_type=code&client_id=parking&state=s&redirect_uri="
                        + parking.redirectUri
                        + rest);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("nowhere");
    }

    @Test
    void requestInOrder_leadsToTheLoginPage() {
        assertThat(location(authorize("&scope=openid" + CHALLENGE + "S256"))).contains("/login/");
    }

    @Test
    void requestWithoutProofKey_isRefused() {
        assertThat(location(authorize("&scope=openid"))).contains("error=invalid_request");
    }

    @Test
    void plainProofKey_isRefused() {
        assertThat(location(authorize("&scope=openid" + CHALLENGE + "plain")))
                .contains("error=invalid_request");
    }

    @Test
    void scopeThatWasNotRegistered_isRefused() {
        assertThat(location(authorize("&scope=openid+identity_number" + CHALLENGE + "S256")))
                .contains("error=invalid_scope");
    }

    @Test
    void silentLogin_isRefused() {
        assertThat(location(authorize("&scope=openid&prompt=none" + CHALLENGE + "S256")))
                .contains("error=login_required");
    }

    @Test
    void foreignRedirect_staysAtTheGateway() {
        HttpResponse<String> response =
                world.get(
                        "/oauth2/authorize?response_type=code&client_id=parking&scope=openid"
                                + "&redirect_uri=https://evil.example/back"
                                + CHALLENGE
                                + "S256");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(location(response)).isEqualTo("nowhere");
    }

    @Test
    void registrationWithFaults_namesEveryOne() {
        HttpResponse<String> response =
                world.administrator(
                        "PUT",
                        "/api/relying-parties/broken",
                        """
                        {"name":{"en":"B","ar":""},"redirectUris":["http://plain.example/"],
                         "scopes":["everything"]}
                        """);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains("name.ar", "redirectUris", "scopes", "jwks");
    }

    @Test
    void registration_isForTheAdministratorOnly() {
        assertThat(world.administrator("wrong", "PUT", "/api/relying-parties/x", "{}").statusCode())
                .isEqualTo(401);
        assertThat(world.get("/api/relying-parties/parking").statusCode()).isEqualTo(401);
    }

    @Test
    void relay_withoutAToken_isRefused() {
        assertThat(world.get("/relay/AAAAAAAAAAAAAAAAAAAAAA").statusCode()).isIn(400, 401);
    }
}
