package org.hawiya.enrollment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.hawiya.custody.KeyName;
import org.hawiya.custody.Pkcs12Custody;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.synthesis.PersonSynthesizer;
import org.hawiya.engine.synthesis.Preset;
import org.hawiya.engine.synthesis.SyntheticPerson;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole enrolment server on HTTPS with a database of its own, and what a client of it needs. */
final class TestServer implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    static final List<FingerPosition> FINGERS =
            List.of(
                    FingerPosition.RIGHT_THUMB,
                    FingerPosition.RIGHT_INDEX,
                    FingerPosition.LEFT_INDEX);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<Long, SyntheticPerson> PEOPLE = new ConcurrentHashMap<>();

    final String database;
    final Path folder;
    final TestTls tls;
    final Pkcs12Custody custody;
    final TestCards cards = new TestCards();
    private final List<String> arguments = new ArrayList<>();
    private final HttpClient http;
    private ConfigurableApplicationContext context;

    TestServer(Path folder, String... more) {
        this.folder = folder;
        this.database = TestDatabase.fresh();
        this.tls = new TestTls();
        this.custody = custody(folder);
        this.http = HttpClient.newBuilder().sslContext(tls.client(null)).build();
        Collections.addAll(arguments, configuration());
        arguments.add(cards.chainArgument(custody));
        Collections.addAll(arguments, more);
        context = EnrollmentServer.start(arguments.toArray(String[]::new));
    }

    /** An answer with its JSON. */
    record Answer(int status, String body, HttpResponse<byte[]> raw) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String problem() {
            return json().path("type").asString().replace("urn:hawiya:problem:", "");
        }
    }

    HttpClient http() {
        return http;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    /** The same configuration and data in a new process's place. */
    void restart() {
        context.close();
        context = EnrollmentServer.start(arguments.toArray(String[]::new));
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    URI at(String path) {
        return URI.create("https://localhost:" + port() + path);
    }

    HttpRequest.Builder request(String user, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
        if (!user.isEmpty()) {
            String basic = user + ":" + PASSWORD;
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    Answer get(String user, String path) {
        return send(http, request(user, path).GET());
    }

    Answer post(String user, String path, String json) {
        return post(user, path, json, UUID.randomUUID().toString());
    }

    Answer post(String user, String path, String json, String key) {
        return send(
                http,
                request(user, path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer put(String user, String path, byte[] body, String type) {
        return send(
                http,
                request(user, path)
                        .header("Content-Type", type)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Answer getAs(SSLContext client, String path) {
        try (HttpClient certified = HttpClient.newBuilder().sslContext(client).build()) {
            return send(certified, HttpRequest.newBuilder(at(path)).GET());
        }
    }

    static Answer send(HttpClient http, HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    new String(response.body(), StandardCharsets.UTF_8),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String form(String given) {
        return """
        {"names": {"en": {"given": "%s", "family": "Al Nahri"}, "ar": {"given": "مريم", "family": "النهري"}},
         "birthDate": "1990-05-17", "sex": "FEMALE", "nationality": "ARE", "category": "CITIZEN", "consent": true}\
        """
                .formatted(given);
    }

    /** One capture as a PNG file. */
    static byte[] png(long person, FingerPosition finger, int impression) {
        return ImageCodec.writePng(
                PEOPLE.computeIfAbsent(person, seed -> new PersonSynthesizer().person(seed))
                        .impression(finger, impression, Preset.OPTICAL_GOOD));
    }

    String open(String given) {
        Answer answer = post("operator", "/api/applications", form(given));
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.json().path("applicationId").asString();
    }

    /**
     * Opens an application and accounts for every finger: three prints, seven approved exceptions.
     */
    String captured(String given, long person, int impression) {
        String id = open(given);
        for (FingerPosition finger : FINGERS) {
            Answer answer =
                    put(
                            "operator",
                            "/api/applications/" + id + "/prints/" + finger.code(),
                            png(person, finger, impression),
                            "image/png");
            if (answer.status() != 200) {
                throw new AssertionError(answer);
            }
        }
        exceptTheRest(id);
        return id;
    }

    void exceptTheRest(String id) {
        for (FingerPosition finger : FingerPosition.values()) {
            if (!FINGERS.contains(finger)) {
                except(id, finger);
            }
        }
        Answer approval =
                post("supervisor", "/api/applications/" + id + "/exceptions/approval", "");
        if (approval.status() != 200) {
            throw new AssertionError(approval);
        }
    }

    Answer except(String id, FingerPosition finger) {
        return put(
                "operator",
                "/api/applications/" + id + "/exceptions/" + finger.code(),
                "{\"reason\": \"BANDAGED\", \"note\": \"\"}".getBytes(StandardCharsets.UTF_8),
                "application/json");
    }

    Answer submit(String id) {
        return post("operator", "/api/applications/" + id + "/submission", "");
    }

    /** Asks the database itself. */
    String query(String sql) {
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
        custody.close();
    }

    private static Pkcs12Custody custody(Path folder) {
        Path file = folder.resolve("enrollment.p12");
        if (Files.exists(file)) {
            return Pkcs12Custody.open(file, PASSWORD.toCharArray());
        }
        return Pkcs12Custody.create(file, PASSWORD.toCharArray())
                .signing(KeyName.CARD_CA)
                .signing(KeyName.PERSONALISATION_LEAF)
                .signing(KeyName.CHECKPOINT)
                .secret(KeyName.CARD_MASTER)
                .secret(KeyName.CONTAINER_MASTER)
                .secret(KeyName.TRANSPORT_MASTER)
                .secret(KeyName.REGISTER_MASTER)
                .secret(KeyName.LEDGER_SUBJECT)
                .secret(KeyName.SNAPSHOT)
                .write();
    }

    private String[] configuration() {
        try {
            TestTls.ServerFiles files = tls.server(folder);
            List<String> made =
                    new ArrayList<>(
                            List.of(
                                    "--server.port=0",
                                    "--server.ssl.bundle=test",
                                    "--spring.ssl.bundle.pem.test.keystore.certificate=file:"
                                            + files.certificate(),
                                    "--spring.ssl.bundle.pem.test.keystore.private-key=file:"
                                            + files.key(),
                                    "--spring.ssl.bundle.pem.test.truststore.certificate=file:"
                                            + files.trusted(),
                                    "--spring.datasource.url=" + database,
                                    "--spring.datasource.username=postgres",
                                    "--spring.datasource.password=" + TestDatabase.password(),
                                    "--hawiya.enrollment.custody.file="
                                            + folder.resolve("enrollment.p12"),
                                    "--hawiya.enrollment.custody.password=" + PASSWORD));
            List<String> roles =
                    List.of("administrator", "operator", "supervisor", "examiner", "auditor");
            for (int i = 0; i < roles.size(); i++) {
                String account = "--hawiya.enrollment.bootstrap-operators[" + i + "].";
                made.add(account + "username=" + roles.get(i));
                made.add(account + "password=" + PASSWORD);
                made.add(account + "roles=" + roles.get(i).toUpperCase(java.util.Locale.ROOT));
            }
            return made.toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
