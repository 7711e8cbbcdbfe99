package org.hawiya.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hawiya.enrollment.TestServer.Answer;
import org.hawiya.enrollment.operators.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route with every role, against the one table; and no route without a row. */
class AccessTest {
    /** Open to everybody, or behind another door than a role. */
    private static final Set<String> OTHER_DOORS = Set.of("GET /login", "GET /feed", "ANY /error");

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
    void everyRouteHasARowAndEveryRowARoute() {
        Set<String> rows = new TreeSet<>(OTHER_DOORS);
        for (Route route : routes()) {
            rows.add(route.method() + " " + route.pattern());
        }
        Set<String> mapped = new TreeSet<>();
        RequestMappingHandlerMapping mappings =
                server.context()
                        .getBean(
                                "requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        for (RequestMappingInfo info : mappings.getHandlerMethods().keySet()) {
            for (String pattern : info.getPatternValues()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                if (methods.isEmpty()) {
                    mapped.add("ANY " + pattern);
                }
                methods.forEach(method -> mapped.add(method + " " + pattern));
            }
        }
        assertThat(mapped).isEqualTo(rows);
    }

    @Test
    void programsGetInByRoleOnly() {
        for (Route route : Route.API) {
            for (Role role : Role.values()) {
                int status = call(route, role.name().toLowerCase(Locale.ROOT)).status();
                if (route.roles().contains(role)) {
                    assertThat(status).as(route + " as " + role).isNotIn(401, 403);
                } else {
                    assertThat(status).as(route + " as " + role).isEqualTo(403);
                }
            }
            assertThat(call(route, "").status()).as(route + " as nobody").isEqualTo(401);
        }
    }

    @Test
    void aWrongPasswordIsToldLikeAnUnknownAccount() {
        HttpRequest.Builder wrong =
                HttpRequest.newBuilder(server.at("/api/cases"))
                        .header("Authorization", "Basic b3BlcmF0b3I6d3Jvbmc=")
                        .GET();
        Answer answer = TestServer.send(server.http(), wrong);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("not-signed-in");
        assertThat(server.get("nobody", "/api/cases").problem()).isEqualTo("not-signed-in");
        assertThat(answer.raw().headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void peopleGetInByRoleOnly() {
        for (Role role : Role.values()) {
            try (TestBrowser browser = new TestBrowser(server)) {
                browser.signIn(role.name().toLowerCase(Locale.ROOT));
                for (Route route : Route.PAGES) {
                    int status =
                            HttpMethod.GET.equals(route.method())
                                    ? browser.get(concrete(route)).statusCode()
                                    : browser.post(concrete(route), "").statusCode();
                    if (route.roles().contains(role)) {
                        assertThat(status).as(route + " as " + role).isNotIn(401, 403);
                    } else {
                        assertThat(status).as(route + " as " + role).isEqualTo(403);
                    }
                }
            }
        }
    }

    @Test
    void aPageWithoutSignInLeadsToTheForm() {
        try (TestBrowser browser = new TestBrowser(server)) {
            for (Route route : Route.PAGES) {
                if (HttpMethod.GET.equals(route.method())) {
                    assertThat(
                                    browser.get(concrete(route))
                                            .headers()
                                            .firstValue("Location")
                                            .orElse(""))
                            .as(route.pattern())
                            .endsWith("/login");
                }
            }
        }
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        try (TestBrowser browser = new TestBrowser(server)) {
            browser.signIn("operator");
            assertThat(browser.postWithoutToken("/applications", "givenEn=x").statusCode())
                    .isEqualTo(403);
        }
    }

    private static Answer call(Route route, String user) {
        HttpRequest.Builder request =
                server.request(user, concrete(route))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString());
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{}");
        return TestServer.send(
                server.http(),
                HttpMethod.GET.equals(route.method())
                        ? request.GET()
                        : request.method(route.method().name(), body));
    }

    private static String concrete(Route route) {
        return route.pattern()
                .replace("{id}", UUID.randomUUID().toString())
                .replace("{card}", UUID.randomUUID().toString())
                .replace(
                        "{number}",
                        route.pattern().contains("identities") ? "784-1968-6570305-0" : "1")
                .replace("{position}", route.pattern().startsWith("/api") ? "1" : "RIGHT_THUMB");
    }

    private static List<Route> routes() {
        List<Route> all = new ArrayList<>(Route.API);
        all.addAll(Route.PAGES);
        return all;
    }
}
