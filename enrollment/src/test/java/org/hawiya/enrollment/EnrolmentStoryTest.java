package org.hawiya.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hawiya.enrollment.TestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentStoryTest {
    @TempDir static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPersonIsRegisteredOnceAndASecondApplicationIsACase() {
        String first = server.captured("Mariam", 1, 1);
        Answer registered = server.submit(first);
        assertThat(registered.status()).as(registered.body()).isEqualTo(200);
        assertThat(registered.json().path("status").asString()).isEqualTo("REGISTERED");
        assertThat(registered.json().path("identityNumber").asString())
                .matches("784-1990-[0-9]{7}-[0-9]");

        String second = server.captured("Layla", 1, 2);
        Answer examined = server.submit(second);
        assertThat(examined.json().path("status").asString()).isEqualTo("UNDER_EXAMINATION");
        String caseId = examined.json().path("caseId").asString();

        Answer view = server.get("examiner", "/api/cases/" + caseId);
        assertThat(view.json().path("candidates").get(0).path("applicationId").asString())
                .isEqualTo(first);
        Answer decided =
                server.post(
                        "examiner",
                        "/api/cases/" + caseId + "/decision",
                        "{\"decision\": \"DUPLICATE\", \"reason\": \"the same thumb\"}");
        assertThat(decided.json().path("status").asString()).isEqualTo("REJECTED_DUPLICATE");
        assertThat(
                        server.get("operator", "/api/applications/" + second)
                                .json()
                                .path("identityNumber")
                                .isNull())
                .isTrue();
    }
}
