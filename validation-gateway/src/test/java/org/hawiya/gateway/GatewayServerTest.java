package org.hawiya.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GatewayServerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir static Path folder;
    private static TestWorld world;

    @BeforeAll
    static void start() throws IOException {
        world = new TestWorld(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void discovery_namesWhatIsOfferedAndNothingElse() {
        JsonNode document = JSON.readTree(world.get("/.well-known/openid-configuration").body());

        assertThat(document.path("issuer").asString()).isEqualTo(world.at("").toString());
        assertThat(document.path("grant_types_supported").toString())
                .isEqualTo("[\"authorization_code\"]");
        assertThat(document.path("code_challenge_methods_supported").toString())
                .isEqualTo("[\"S256\"]");
        assertThat(document.path("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"private_key_jwt\"]");
        assertThat(document.path("subject_types_supported").toString()).isEqualTo("[\"pairwise\"]");
        assertThat(document.path("id_token_encryption_alg_values_supported").toString())
                .isEqualTo("[\"ECDH-ES+A256KW\"]");
        assertThat(document.path("authorization_response_iss_parameter_supported").asBoolean())
                .isTrue();
    }

    @Test
    void jwks_showsThePublicHalfOnly() {
        String jwks = world.get("/oauth2/jwks").body();

        assertThat(jwks).contains("\"crv\":\"P-256\"").doesNotContain("\"d\":");
    }

    @Test
    void everyAnswer_carriesTheStrictHeaders() {
        HttpResponse<String> start = world.get("/");

        assertThat(start.statusCode()).isEqualTo(200);
        assertThat(start.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(start.headers().firstValue("Strict-Transport-Security").orElseThrow())
                .contains("max-age=31536000");
        assertThat(start.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void lostCardPage_isWrittenInBothLanguages() {
        assertThat(world.get("/lost-card?lang=en").body())
                .contains("lang=\"en\"", "dir=\"ltr\"", "Your card is lost or stolen");
        assertThat(world.get("/lost-card?lang=ar").body())
                .contains("lang=\"ar\"", "dir=\"rtl\"", "بطاقتك مفقودة أو مسروقة");
    }

    @Test
    void styleSheet_isServed() {
        assertThat(world.get("/design/hawiya.css").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotListed_doesNotExist() {
        assertThat(world.get("/api/anything").statusCode()).isEqualTo(401);
        assertThat(world.get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(world.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(world.get("/nothing").headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        var asPerson = HttpRequest.newBuilder(world.at("/nothing")).header("Accept", "text/html");
        assertThat(world.send(asPerson.build()).body()).contains("There is no such page");
    }

    @Test
    void readiness_followsTheFeed() throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (world.get("/actuator/health/readiness").statusCode() == 200) {
                return;
            }
            Thread.sleep(100);
        }
        assertThat(world.get("/actuator/health/readiness").body()).isEqualTo("ready");
    }
}
