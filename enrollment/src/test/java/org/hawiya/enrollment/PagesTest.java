package org.hawiya.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    @TempDir static Path folder;
    private static TestServer server;
    private static String registered;
    private static String caseId;

    @BeforeAll
    static void start() {
        server = new TestServer(folder);
        registered = server.captured("Mariam", 11, 1);
        server.submit(registered);
        caseId = server.submit(server.captured("Layla", 11, 2)).json().path("caseId").asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyPageSpeaksBothLanguagesAndKeepsThePolicy() {
        try (TestBrowser operator = new TestBrowser(server);
                TestBrowser examiner = new TestBrowser(server)) {
            inBothLanguages(operator, "/login");
            operator.signIn("operator");
            examiner.signIn("examiner");
            inBothLanguages(operator, "/");
            inBothLanguages(operator, "/applications/new");
            inBothLanguages(operator, "/applications/" + registered);
            inBothLanguages(examiner, "/cases");
            inBothLanguages(examiner, "/cases/" + caseId);
        }
    }

    @Test
    void anApplicationIsOpenedByForm() {
        try (TestBrowser browser = new TestBrowser(server)) {
            browser.signIn("operator");
            HttpResponse<String> opened = browser.post("/applications", form("Sara"));
            String page = opened.headers().firstValue("Location").orElseThrow();
            assertThat(browser.get(page.substring(page.indexOf("/applications"))).body())
                    .contains("<bdi lang=\"en\">Sara Al Nahri</bdi>");
        }
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedAndSaysWhy() {
        try (TestBrowser browser = new TestBrowser(server)) {
            browser.signIn("operator");
            HttpResponse<String> refused =
                    browser.post("/applications?lang=en", form("9").replace("&consent=true", ""));
            assertThat(refused.body())
                    .contains(
                            "There is a problem",
                            "The applicant has to agree",
                            "value=\"Al Nahri\"");
        }
    }

    @Test
    void anExaminerSeesBothPrintsAndDecides() {
        try (TestBrowser browser = new TestBrowser(server)) {
            browser.signIn("examiner");
            String number =
                    server.query(
                            "select max(number) from register.application where status <> 'CAPTURING'");
            String id =
                    server.submit(server.captured("Third", 11, 3)).json().path("caseId").asString();
            String page = browser.get("/cases/" + id + "?lang=en").body();
            assertThat(page).contains("must be decided first".replace("must", "has to"));
            assertThat(
                            browser.post(
                                            "/cases/" + caseId + "/decision",
                                            "decision=DUPLICATE&reason=same+whorl")
                                    .statusCode())
                    .isEqualTo(302);
            assertThat(browser.get("/cases/" + caseId).body()).doesNotContain("<textarea");
            HttpResponse<String> image =
                    browser.get("/cases/" + id + "/prints/" + number + "/RIGHT_THUMB");
            assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(image.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        }
    }

    @Test
    void theStyleSheetIsThere() {
        try (TestBrowser browser = new TestBrowser(server)) {
            assertThat(browser.get("/design/hawiya.css").statusCode()).isEqualTo(200);
            assertThat(browser.get("/design/nothing.css").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void healthIsTold() {

        assertThat(server.get("", "/actuator/health/readiness").json().path("status").asString())
                .isEqualTo("UP");
        assertThat(server.get("", "/actuator/env").status()).isNotEqualTo(200);
    }

    private static void inBothLanguages(TestBrowser browser, String path) {
        HttpResponse<String> english = browser.get(path + "?lang=en");
        assertThat(english.statusCode()).as(path).isEqualTo(200);
        assertThat(english.body()).contains("<html lang=\"en\" dir=\"ltr\"").doesNotContain("??");
        HttpResponse<String> arabic = browser.get(path + "?lang=ar");
        assertThat(arabic.body())
                .contains("<html lang=\"ar\" dir=\"rtl\"")
                .doesNotContain("??")
                .doesNotContain("style=");
        assertThat(arabic.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
    }

    private static String form(String given) {
        return "givenEn="
                + given
                + "&familyEn=Al+Nahri&givenAr="
                + TestBrowser.encoded("مريم")
                + "&familyAr="
                + TestBrowser.encoded("النهري")
                + "&birthDate=1990-05-17&sex=FEMALE&nationality=ARE&category=CITIZEN&healthCertificate=&consent=true";
    }
}
