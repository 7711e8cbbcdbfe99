package org.hawiya.app.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.engine.FingerPosition;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.net.ssl.SSLContext;

/**
 * The enrolment server's HTTP interface, as a centre's software would use it: nothing of the
 * server's code. Thread-safe.
 */
final class RegistrationDesk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client;
    private final URI server;
    private final String password;

    /** Who acts: the name is the login. */
    enum Role {
        ADMINISTRATOR,
        OPERATOR,
        SUPERVISOR,
        EXAMINER;

        String login() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Application(String applicationId) {}

    /** Where an application stands; the number or the case is there when the status says so. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Standing(String status, @Nullable String identityNumber, @Nullable String caseId) {}

    /** How to reach the server that personalises the card in the desk's reader. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Issuance(String cardId, URI relay, String token) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CardStanding(String status, @Nullable List<Integer> fingers) {}

    RegistrationDesk(URI server, SSLContext trust, String password) {
        this.server = server;
        this.password = password;
        this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(PATIENCE).build();
    }

    Application apply(Biography biography) {
        record Name(String given, String family) {}
        record Names(Name en, Name ar) {}
        record Body(
                Names names,
                String birthDate,
                String sex,
                String nationality,
                String category,
                boolean consent) {}
        return post(
                Role.OPERATOR,
                "/api/applications",
                new Body(
                        new Names(
                                new Name(biography.givenEn(), biography.familyEn()),
                                new Name(biography.givenAr(), biography.familyAr())),
                        biography.birthDate().toString(),
                        biography.sex(),
                        biography.nationality(),
                        biography.category(),
                        true),
                Application.class);
    }

    void capture(Application application, FingerPosition finger, PrintImage print) {
        send(
                request(
                                Role.OPERATOR,
                                "/api/applications/"
                                        + application.applicationId()
                                        + "/prints/"
                                        + finger.code()
                                        + "?dpi="
                                        + print.dpi())
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(print.file())));
    }

    void recordMissing(Application application, FingerPosition finger, String reason, String note) {
        record Body(String reason, String note) {}
        send(
                request(
                                Role.OPERATOR,
                                "/api/applications/"
                                        + application.applicationId()
                                        + "/exceptions/"
                                        + finger.code())
                        .header("Content-Type", "application/json")
                        .PUT(json(new Body(reason, note))));
    }

    void approveMissing(Application application) {
        send(
                request(
                                Role.SUPERVISOR,
                                "/api/applications/"
                                        + application.applicationId()
                                        + "/exceptions/approval")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}")));
    }

    Standing submit(Application application) {
        return post(
                Role.OPERATOR,
                "/api/applications/" + application.applicationId() + "/submission",
                Map.of(),
                Standing.class);
    }

    Standing standing(Application application) {
        return read(
                send(
                        request(Role.OPERATOR, "/api/applications/" + application.applicationId())
                                .GET()),
                Standing.class);
    }

    Standing decide(String caseId, boolean duplicate, String reason) {
        record Body(String decision, String reason) {}
        return post(
                Role.EXAMINER,
                "/api/cases/" + caseId + "/decision",
                new Body(duplicate ? "DUPLICATE" : "DIFFERENT_PERSONS", reason),
                Standing.class);
    }

    void stockBlankCards(List<String> serialsHex) {
        record Blank(String serial) {}
        record Body(List<Blank> cards) {}
        send(
                request(Role.ADMINISTRATOR, "/api/blank-cards")
                        .header("Content-Type", "application/json")
                        .POST(json(new Body(serialsHex.stream().map(Blank::new).toList()))));
    }

    Issuance issueCard(String identityNumber) {
        return post(
                Role.OPERATOR,
                "/api/identities/" + identityNumber + "/cards",
                Map.of(),
                Issuance.class);
    }

    CardStanding card(String cardId) {
        return read(send(request(Role.OPERATOR, "/api/cards/" + cardId).GET()), CardStanding.class);
    }

    void reportLost(String cardId) {
        send(
                request(Role.OPERATOR, "/api/cards/" + cardId + "/loss")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}")));
    }

    private <T> T post(Role role, String path, Object body, Class<T> answer) {
        return read(
                send(
                        request(role, path)
                                .header("Content-Type", "application/json")
                                .POST(json(body))),
                answer);
    }

    private HttpRequest.Builder request(Role role, String path) {
        String credentials = role.login() + ":" + password;
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private String send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        String what = request.method() + " " + request.uri().getPath();
        try {
            HttpResponse<String> response =
                    client.send(
                            request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() / 100 != 2) {
                throw new CommandFailure(
                        ExitCode.SERVER,
                        "enrolment answered "
                                + response.statusCode()
                                + " to "
                                + what
                                + ": "
                                + oneLine(response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.SERVER, "enrolment does not answer " + what + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted during " + what, e);
        }
    }

    private static String oneLine(String text) {
        String joined = text.replaceAll("\\s+", " ");
        return joined.length() > 400 ? joined.substring(0, 400) + "…" : joined;
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JacksonException e) {
            throw new CommandFailure(
                    ExitCode.SERVER,
                    "enrolment's answer is no " + type.getSimpleName() + ": " + oneLine(json),
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
