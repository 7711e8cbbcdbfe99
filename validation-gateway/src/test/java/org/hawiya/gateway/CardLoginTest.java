package org.hawiya.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.hawiya.card.terminal.CardTransportException;
import org.hawiya.card.terminal.relay.RelayResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole logins: stock client, browser, relay, card, finger. */
class CardLoginTest {
    private static final String[] SCOPES = {"openid", "profile", "identity_number"};
    private static final String NUMBER = "784-1990-1234567-1";
    private static final long LAYLA = 11;
    private static final long THIEF = 12;

    @TempDir static Path folder;
    private static TestWorld world;
    private static StockClient parking;
    private static StockClient library;
    private static TestCard layla;

    @BeforeAll
    static void start() throws IOException {
        world =
                new TestWorld(
                        folder,
                        "--hawiya.gateway.feed.staleness=2s",
                        "--hawiya.gateway.feed.hold=1s");
        parking = new StockClient(world, "parking", SCOPES);
        library = new StockClient(world, "library", "openid", "birthdate");
        layla = new TestCard(world, LAYLA).announced(NUMBER, "Layla", "Al Dhaheri");
    }

    @AfterAll
    static void stop() {
        layla.close();
        world.close();
    }

    /** How one visit went. */
    private record Visit(
            StockClient.Begun begun, RelayResult result, TestCard.Holder holder, Browser.Page end) {
        String code() {
            return end.parameter("code");
        }
    }

    private static Visit visit(
            StockClient service, TestCard card, TestCard.Holder holder, String... scopes) {
        StockClient.Begun begun = service.begin(scopes);
        try (Browser browser = browser()) {
            Browser.Page reader = reader(browser, begun);
            RelayResult result = card.use(reader, holder);
            return new Visit(begun, result, holder, browser.open(reader.address()));
        }
    }

    private static Browser.Page reader(Browser browser, StockClient.Begun begun) {
        Browser.Page asked = browser.open(begun.request().toURI());
        assertThat(asked.status()).isEqualTo(200);
        return browser.press(asked, "accept");
    }

    private static Browser browser() {
        return new Browser(world.pki.context("browser"), world.at(""));
    }

    private static Visit accepted() {
        Visit visit = visit(parking, layla, layla.holder(), SCOPES);
        assertThat(visit.result.outcome()).isEqualTo("ACCEPTED");
        return visit;
    }

    private static OIDCTokenResponse tokens(StockClient service, Visit visit) {
        return service.tokens(visit.code(), visit.begun.verifier());
    }

    private static JWT idToken(OIDCTokenResponse tokens) {
        return tokens.getOIDCTokens().getIDToken();
    }

    @Test
    void cardAndFinger_tellTheServiceWhoItIs() throws BadJOSEException {
        Visit visit = accepted();

        assertThat(visit.end.address().toString()).startsWith(parking.redirectUri.toString());
        assertThat(visit.end.parameter("iss")).isEqualTo(world.at("").toString());
        assertThat(visit.end.parameter("state"))
                .isEqualTo(visit.begun.request().getState().getValue());
        OIDCTokenResponse tokens = tokens(parking, visit);
        IDTokenClaimsSet claims = parking.claims(idToken(tokens), visit.begun.nonce());
        assertThat(claims.getStringClaim("identity_number")).isEqualTo(NUMBER);
        assertThat(claims.getStringClaim("name")).isEqualTo("Layla Al Dhaheri");
        assertThat(claims.getStringClaim("family_name#ar")).isEqualTo("الظاهري");
        assertThat(claims.getStringClaim("birthdate")).isNull();
        assertThat(claims.getACR().getValue()).isEqualTo("urn:hawiya:acr:card-finger");
        assertThat(claims.getAMR().toString()).isEqualTo("[hwk, fpt]");
        StockClient.UserInfo info = parking.userInfo(tokens.getOIDCTokens().getBearerAccessToken());
        assertThat(info.claims())
                .containsEntry("sub", claims.getSubject().getValue())
                .containsEntry("identity_number", NUMBER);
    }

    @Test
    void reader_showsWhoAsksAndTheCodeOfThePage() {
        StockClient.Begun begun = parking.begin(SCOPES);
        try (Browser browser = browser()) {
            Browser.Page reader = reader(browser, begun);
            TestCard.Holder holder = layla.holder();
            layla.use(reader, holder);
            var shown = holder.shown.orElseThrow();

            assertThat(shown.matchingCode()).isEqualTo(reader.attribute("data-matching-code"));
            assertThat(shown.requester().en()).isEqualTo("Service parking");
            assertThat(shown.claims()).containsExactly("profile", "identity_number");
        }
    }

    @Test
    void subject_isStableAtOneServiceAndUnknownToAnother() throws BadJOSEException {
        Visit first = accepted();
        Visit second = accepted();
        Visit elsewhere = visit(library, layla, layla.holder(), "openid", "birthdate");
        IDTokenClaimsSet atFirst =
                parking.claims(idToken(tokens(parking, first)), first.begun.nonce());
        IDTokenClaimsSet atSecond =
                parking.claims(idToken(tokens(parking, second)), second.begun.nonce());
        IDTokenClaimsSet there =
                library.claims(idToken(tokens(library, elsewhere)), elsewhere.begun.nonce());

        assertThat(atSecond.getSubject()).isEqualTo(atFirst.getSubject());
        assertThat(there.getSubject()).isNotEqualTo(atFirst.getSubject());
        assertThat(there.getStringClaim("birthdate")).isEqualTo("1990-02-28");
        assertThat(there.getStringClaim("identity_number")).isNull();
    }

    @Test
    void idToken_opensWithItsServicesKeyOnly() {
        Visit visit = accepted();
        JWT idToken = idToken(tokens(parking, visit));

        assertThat(idToken).isInstanceOf(EncryptedJWT.class);
        assertThatThrownBy(() -> library.claims(idToken, visit.begun.nonce()))
                .isInstanceOf(BadJOSEException.class);
    }

    @Test
    void code_isRedeemedOnce_andASecondUseTakesTheTokensBack() {
        Visit visit = accepted();
        var access = tokens(parking, visit).getOIDCTokens().getBearerAccessToken();
        assertThat(parking.userInfo(access).status()).isEqualTo(200);

        var second = parking.redeem(visit.code(), visit.begun.verifier());

        assertThat(second.indicatesSuccess()).isFalse();
        assertThat(second.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_grant");
        assertThat(parking.userInfo(access).status()).isEqualTo(401);
    }

    @Test
    void code_isWorthlessWithoutItsVerifier() {
        Visit visit = accepted();

        var stolen = parking.redeem(visit.code(), new com.nimbusds.oauth2.sdk.pkce.CodeVerifier());

        assertThat(stolen.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_grant");
    }

    @Test
    void clientAssertion_countsOnce() {
        PrivateKeyJWT assertion = parking.assertion();
        Visit first = accepted();
        Visit second = accepted();
        assertThat(
                        parking.redeem(first.code(), first.begun.verifier(), assertion)
                                .indicatesSuccess())
                .isTrue();

        var again = parking.redeem(second.code(), second.begun.verifier(), assertion);

        assertThat(again.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_client");
    }

    @Test
    void relayToken_opensNothingAfterItsSession() {
        StockClient.Begun begun = parking.begin(SCOPES);
        try (Browser browser = browser()) {
            Browser.Page reader = reader(browser, begun);
            layla.use(reader, layla.holder());

            assertThatThrownBy(() -> layla.use(reader, layla.holder()))
                    .isInstanceOf(CardTransportException.class);
        }
    }

    @Test
    void answer_isGivenToItsOwnRequestOnly() {
        StockClient.Begun begun = parking.begin(SCOPES);
        try (Browser browser = browser()) {
            Browser.Page reader = reader(browser, begun);
            assertThat(layla.use(reader, layla.holder()).outcome()).isEqualTo("ACCEPTED");

            Browser.Page other = browser.open(library.begin("openid").request().toURI());
            assertThat(other.has("value=\"accept\"")).isTrue();

            Browser.Page own = browser.open(reader.address());
            assertThat(own.address().toString()).contains("code=");
            assertThat(browser.open(reader.address()).status()).isEqualTo(410);
        }
    }

    @Test
    void login_goesOnAfterTheGatewayWasKilled() {
        StockClient.Begun begun = parking.begin(SCOPES);
        try (Browser browser = browser()) {
            Browser.Page reader = reader(browser, begun);
            assertThat(layla.use(reader, layla.holder()).outcome()).isEqualTo("ACCEPTED");
            world.restart();

            Browser.Page end = browser.open(reader.address());
            assertThat(parking.tokens(end.parameter("code"), begun.verifier())).isNotNull();
        }
    }

    @Test
    void login_belongsToTheBrowserThatBeganIt() {
        StockClient.Begun begun = parking.begin(SCOPES);
        try (Browser browser = browser();
                Browser stranger = browser()) {
            Browser.Page reader = reader(browser, begun);

            assertThat(stranger.open(reader.address()).status()).isEqualTo(410);
        }
    }

    @Test
    void lostCard_isRefusedBeforeAnyFingerIsAsked() {
        try (TestCard lost =
                new TestCard(world, 21).announced("784-1991-0000001-1", "Omar", "Said")) {
            world.feed.card(lost.serial, lost.person, "LOST");

            Visit visit = visit(parking, lost, lost.holder(), SCOPES);

            assertThat(visit.result.outcome()).isEqualTo("CARD_LOST");
            assertThat(visit.result.message().en()).contains("reported lost");
            assertThat(visit.result.message().ar()).contains("فقدان");
            assertThat(visit.holder.fingersAsked).isZero();
            assertThat(visit.end.attribute("data-failure")).isEqualTo("CARD_LOST");
            assertThat(visit.end.has("/lost-card")).isTrue();
        }
    }

    @Test
    void unknownCard_isRefused() {
        try (TestCard unknown = new TestCard(world, 22)) {
            Visit visit = visit(parking, unknown, unknown.holder(), SCOPES);

            assertThat(visit.result.outcome()).isEqualTo("CARD_UNKNOWN");
            assertThat(visit.holder.fingersAsked).isZero();
        }
    }

    @Test
    void anotherPersonsFinger_isRefusedAndCountsEveryTry() {
        try (TestCard card =
                new TestCard(world, 23).announced("784-1992-0000002-1", "Huda", "Noor")) {
            int before = Integer.parseInt(failures());

            Visit visit = visit(parking, card, card.thief(THIEF), SCOPES);

            assertThat(visit.result.outcome()).isEqualTo("FINGER_NOT_MATCHED");
            assertThat(visit.holder.fingersAsked).isEqualTo(3);
            assertThat(visit.holder.lastTriesLeft).isEqualTo(3);
            assertThat(visit.end.has("Tries left")).isTrue();
            assertThat(Integer.parseInt(failures())).isEqualTo(before + 3);
        }
    }

    private static String failures() {
        return world.query("SELECT count(*) FROM ledger.entry WHERE event = 406");
    }

    @Test
    void staleRecords_refuseEverybody_andHealByThemselves() throws InterruptedException {
        world.feed.breakDown();
        try {
            Thread.sleep(3_000);
            Visit visit = visit(parking, layla, layla.holder(), SCOPES);

            assertThat(visit.result.outcome()).isEqualTo("RECORDS_STALE");
            assertThat(visit.holder.fingersAsked).isZero();
            assertThat(world.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        } finally {
            world.feed.repair();
        }
        accepted();
    }

    @Test
    void counterThatFallsBack_isRefused() {
        try (TestCard card =
                new TestCard(world, 24).announced("784-1993-0000003-1", "Sara", "Amin")) {
            world.execute(
                    "INSERT INTO gateway.card_counter VALUES ('\\x%s', 1000000)"
                            .formatted(java.util.HexFormat.of().formatHex(card.serial)));

            Visit visit = visit(parking, card, card.holder(), SCOPES);

            assertThat(visit.result.outcome()).isEqualTo("COUNTER_FELL_BACK");
            assertThat(visit.end.address().toString()).doesNotContain("code=");
        }
    }

    @Test
    void whatCannotBeRecorded_isNotAsserted() {
        world.execute("ALTER TABLE ledger.entry RENAME TO entry_away");
        try {
            Visit visit = visit(parking, layla, layla.holder(), SCOPES);

            assertThat(visit.result.outcome()).isEqualTo("GATEWAY_FAULT");
            assertThat(visit.end.address().toString()).doesNotContain("code=");
        } finally {
            world.execute("ALTER TABLE ledger.entry_away RENAME TO entry");
        }
    }

    @Test
    void personalData_liesInNoTableInTheClear() {
        accepted();
        for (String table :
                new String[] {"identity", "openid_authorization", "login", "card_session"}) {
            String rows =
                    world.query(
                            "SELECT coalesce(string_agg(t::text, ' '), '') FROM gateway."
                                    + table
                                    + " t");
            assertThat(rows).doesNotContain(NUMBER, "Layla", "Dhaheri", "الظاهري");
            String hex =
                    java.util.HexFormat.of()
                            .formatHex(NUMBER.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(rows).doesNotContain(hex);
        }
    }

    @Test
    void refusal_goesBackToTheServiceWithoutAName() {
        StockClient.Begun begun = parking.begin(SCOPES);
        try (Browser browser = browser()) {
            Browser.Page asked = browser.open(begun.request().toURI());
            Browser.Page back = browser.press(asked, "refuse");

            assertThat(back.address())
                    .hasHost(URI.create(parking.redirectUri.toString()).getHost());
            assertThat(back.parameter("error")).isEqualTo("access_denied");
            assertThat(back.parameter("iss")).isEqualTo(world.at("").toString());
        }
    }
}
