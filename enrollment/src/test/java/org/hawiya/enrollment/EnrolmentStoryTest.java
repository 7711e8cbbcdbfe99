package org.hawiya.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.card.terminal.CardTransportException;
import org.hawiya.card.terminal.SimulatedCard;
import org.hawiya.card.terminal.relay.RelayClient;
import org.hawiya.card.terminal.relay.RelayResult;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.enrollment.TestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EnrolmentStoryTest {
    @TempDir static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server =
                new TestServer(
                        folder,
                        "--hawiya.enrollment.bootstrap-operators[5].username=both",
                        "--hawiya.enrollment.bootstrap-operators[5].password="
                                + TestServer.PASSWORD,
                        "--hawiya.enrollment.bootstrap-operators[5].roles=OPERATOR,SUPERVISOR");
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

    @Test
    void aCardIsMadeOverTheRelayToldInTheFeedAndLostAtOnce() {
        String number =
                server.submit(server.captured("Amna", 2, 1))
                        .json()
                        .path("identityNumber")
                        .asString();
        CardSerial serial = TestCards.serial();
        assertThat(
                        server.post(
                                        "administrator",
                                        "/api/blank-cards",
                                        "{\"cards\": [{\"serial\": \"" + serial.toHex() + "\"}]}")
                                .status())
                .isEqualTo(201);
        Answer order = server.post("operator", "/api/identities/" + number + "/cards", "");
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        String card = order.json().path("cardId").asString();
        assertThat(server.get("operator", "/api/cards/" + card).json().path("status").asString())
                .isEqualTo("PERSONALISING");

        RelayResult made = connect(order, serial);
        assertThat(made.outcome()).isEqualTo("ACTIVE");
        Answer active = server.get("operator", "/api/cards/" + card);
        assertThat(active.json().path("status").asString()).isEqualTo("ACTIVE");
        assertThat(active.json().path("serial").asString()).isEqualTo(serial.toHex());
        assertThat(active.json().path("fingers")).hasSize(2);
        assertThat(server.post("operator", "/api/identities/" + number + "/cards", "").problem())
                .isEqualTo("card-already-active");

        JsonNode told = lastEvent();
        assertThat(told.path("type").asString()).isEqualTo("CARD");
        assertThat(told.path("serial").asString()).isEqualTo(serial.toHex());
        assertThat(told.path("cardCertificates").path("assertion").asString()).isNotEmpty();

        assertThat(
                        server.post("operator", "/api/cards/" + card + "/loss", "")
                                .json()
                                .path("status")
                                .asString())
                .isEqualTo("LOST");
        assertThat(lastEvent().path("status").asString()).isEqualTo("LOST");
        assertThat(server.post("operator", "/api/cards/" + card + "/loss", "").problem())
                .isEqualTo("card-not-active");
    }

    @Test
    void aCardThatIsNotInStockIsNotPersonalised() {
        String number =
                server.submit(server.captured("Hessa", 3, 1))
                        .json()
                        .path("identityNumber")
                        .asString();
        Answer order = server.post("operator", "/api/identities/" + number + "/cards", "");
        assertThat(connect(order, TestCards.serial()).outcome()).isEqualTo("REFUSED");
        assertThat(
                        server.get(
                                        "operator",
                                        "/api/cards/" + order.json().path("cardId").asString())
                                .json()
                                .path("status")
                                .asString())
                .isEqualTo("SPOILED");
    }

    @Test
    void theRelayOpensOnlyForItsToken() {
        String number =
                server.submit(server.captured("Shamma", 4, 1))
                        .json()
                        .path("identityNumber")
                        .asString();
        Answer order = server.post("operator", "/api/identities/" + number + "/cards", "");
        try (SimulatedCard blank = server.cards.blank(server.custody, TestCards.serial(), folder)) {
            RelayClient stranger =
                    new RelayClient(
                            URI.create(order.json().path("relay").asString()),
                            "not-the-token",
                            server.tls.client(null),
                            blank,
                            TestCards.DESK);
            assertThatThrownBy(stranger::run).isInstanceOf(CardTransportException.class);
        }
    }

    @Test
    void theFeedTellsIdentitiesToTheGatewayOnly() {
        Answer registered = server.submit(server.captured("Salama", 5, 1));
        Answer feed = server.getAs(server.tls.client("gateway"), "/feed?after=0&limit=500");
        assertThat(feed.status()).as(feed.body()).isEqualTo(200);
        JsonNode last = feed.json().path("events").get(feed.json().path("events").size() - 1);
        assertThat(feed.json().path("next").asLong()).isEqualTo(last.path("cursor").asLong());
        assertThat(feed.body())
                .contains(
                        registered.json().path("identityNumber").asString(),
                        "Salama",
                        "1990-05-17");
        assertThat(server.getAs(server.tls.client("somebody"), "/feed").status()).isIn(401, 403);
        assertThat(server.getAs(server.tls.client(null), "/feed").status()).isIn(401, 403);
        assertThat(server.get("operator", "/feed").status()).isIn(401, 403);
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndAnotherRequestWithItIsRefused() {
        String key = "key-" + System.nanoTime();
        Answer first = server.post("operator", "/api/applications", TestServer.form("Noura"), key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(
                        server.post("operator", "/api/applications", TestServer.form("Noura"), key)
                                .body())
                .isEqualTo(first.body());
        Answer other = server.post("operator", "/api/applications", TestServer.form("Moza"), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(
                        server.post("operator", "/api/applications", TestServer.form("Moza"), "")
                                .problem())
                .isEqualTo("idempotency-key-missing");
    }

    @Test
    void whatCannotBeReadIsRefusedByName() {
        String id = server.open("Reem");
        String print = "/api/applications/" + id + "/prints/1";
        assertThat(server.put("operator", print, new byte[] {1, 2, 3}, "image/png").problem())
                .isEqualTo("image-unreadable");
        assertThat(
                        server.put(
                                        "operator",
                                        "/api/applications/" + id + "/prints/11",
                                        new byte[1],
                                        "image/png")
                                .problem())
                .isEqualTo("position-invalid");
        byte[] white = ImageCodec.writePng(new GrayImage(300, 300, 500, whitePixels()));
        assertThat(server.put("operator", print, white, "image/png").problem())
                .isEqualTo("print-empty");
        assertThat(server.submit(id).problem()).isEqualTo("fingers-missing");
        assertThat(server.post("operator", "/api/applications", "{").problem())
                .isEqualTo("malformed-request");
        assertThat(server.post("operator", "/api/applications", "{\"surname\": 1}").problem())
                .isEqualTo("malformed-request");
        assertThat(
                        server.post(
                                        "operator",
                                        "/api/applications",
                                        TestServer.form("Reem").replace("true", "false"))
                                .problem())
                .isEqualTo("consent-missing");
    }

    @Test
    void theSameFingerTwiceIsNoticedAtTheDesk() {
        String id = server.open("Afra");
        byte[] thumb = TestServer.png(6, FingerPosition.RIGHT_THUMB, 1);
        byte[] again = TestServer.png(6, FingerPosition.RIGHT_THUMB, 2);
        assertThat(
                        server.put(
                                        "operator",
                                        "/api/applications/" + id + "/prints/1",
                                        thumb,
                                        "image/png")
                                .json()
                                .path("sameFingerAs")
                                .isNull())
                .isTrue();
        assertThat(
                        server.put(
                                        "operator",
                                        "/api/applications/" + id + "/prints/6",
                                        again,
                                        "image/png")
                                .json()
                                .path("sameFingerAs")
                                .asInt())
                .isEqualTo(1);
    }

    @Test
    void exceptionsNeedASecondPerson() {
        String id = server.open("Maitha");
        for (FingerPosition finger : FingerPosition.values()) {
            assertThat(server.except(id, finger).status()).isEqualTo(200);
        }
        assertThat(server.submit(id).problem()).isEqualTo("exceptions-unapproved");
        assertThat(
                        server.post("both", "/api/applications/" + id + "/exceptions/approval", "")
                                .status())
                .isEqualTo(200);
        assertThat(server.submit(id).json().path("status").asString())
                .isEqualTo("UNDER_EXAMINATION");

        Answer own = server.post("both", "/api/applications", TestServer.form("Latifa"));
        String ownId = own.json().path("applicationId").asString();
        server.except(ownId, FingerPosition.RIGHT_THUMB);
        assertThat(
                        server.post(
                                        "both",
                                        "/api/applications/" + ownId + "/exceptions/approval",
                                        "")
                                .problem())
                .isEqualTo("second-person-needed");
    }

    @Test
    void aChildIsRegisteredWithoutPrints() {
        int year = java.time.LocalDate.now(java.time.ZoneOffset.UTC).getYear() - 5;
        Answer opened =
                server.post(
                        "operator",
                        "/api/applications",
                        TestServer.form("Dana").replace("1990-05-17", year + "-01-01"));
        String id = opened.json().path("applicationId").asString();
        assertThat(
                        server.put(
                                        "operator",
                                        "/api/applications/" + id + "/prints/1",
                                        TestServer.png(7, FingerPosition.RIGHT_THUMB, 1),
                                        "image/png")
                                .problem())
                .isEqualTo("child-without-prints");
        Answer registered = server.submit(id);
        assertThat(registered.json().path("status").asString()).isEqualTo("REGISTERED");
        assertThat(
                        server.post(
                                        "operator",
                                        "/api/identities/"
                                                + registered
                                                        .json()
                                                        .path("identityNumber")
                                                        .asString()
                                                + "/cards",
                                        "")
                                .problem())
                .isEqualTo("card-needs-a-finger");
    }

    @Test
    void nothingPersonalLiesOpenInTheDatabase() {
        server.submit(server.captured("Zuleikha", 8, 1));
        assertThat(server.query("select string_agg(t::text, ' ') from register.application t"))
                .doesNotContain("Zuleikha");
        String hex =
                java.util.HexFormat.of()
                        .formatHex("Zuleikha".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (String table :
                java.util.List.of(
                        "application", "identity_version", "idempotency", "print", "outbox")) {
            assertThat(
                            server.query(
                                    "select string_agg(t::text, ' ') from register."
                                            + table
                                            + " t"))
                    .as(table)
                    .doesNotContain(hex)
                    .doesNotContain("Zuleikha");
        }
    }

    private static RelayResult connect(Answer order, CardSerial serial) {
        try (SimulatedCard blank = server.cards.blank(server.custody, serial, folder)) {
            return new RelayClient(
                            URI.create(order.json().path("relay").asString()),
                            order.json().path("token").asString(),
                            server.tls.client(null),
                            blank,
                            TestCards.DESK)
                    .run();
        }
    }

    private static JsonNode lastEvent() {
        JsonNode events = server.getAs(server.tls.client("gateway"), "/feed").json().path("events");
        return events.get(events.size() - 1);
    }

    private static byte[] whitePixels() {
        byte[] pixels = new byte[300 * 300];
        java.util.Arrays.fill(pixels, (byte) 255);
        return pixels;
    }
}
