package org.hawiya.gateway.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.hawiya.gateway.login.Login;
import org.hawiya.gateway.login.LoginId;
import org.hawiya.gateway.login.Logins;
import org.hawiya.gateway.records.Card;
import org.hawiya.gateway.secret.Digest;
import org.hawiya.gateway.secret.RandomId;
import org.hawiya.gateway.secret.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The card sessions. Every step is one conditional update from the state it starts in; whoever
 * comes second changes nothing. Durable on return.
 */
@Repository
public class CardSessions {
    static final Duration TIME_TO_CONNECT = Duration.ofMinutes(2);
    static final Duration TIME_TO_FINISH = Duration.ofMinutes(2);
    private static final int MATCHING_CODE_DIGITS = 6;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Logins logins;
    private final Clock clock;

    CardSessions(JdbcClient database, TransactionTemplate transaction, Logins logins, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.logins = logins;
        this.clock = clock;
    }

    /**
     * The token that opens the relay: only the login's browser and the holder of this token have
     * it.
     */
    public static Secret token(Secret browser, SessionId id) {
        return browser.derived("relay", id.toString());
    }

    /**
     * Opens a session for one more attempt and ends what was left of the last one.
     *
     * @return empty when no attempt is left, or another one was opened at the same moment
     */
    public Optional<CardSession.Waiting> open(Login.Accepted login, Secret browser) {
        if (!login.hasAttemptLeft()) {
            return Optional.empty();
        }
        Optional<CardSession.Waiting> opened =
                transaction.execute(status -> {
                    if (!logins.attempt(login)) {
                        return Optional.empty();
                    }
                    endLive(login.request().id());
                    return Optional.of(insert(login.request().id(), browser));
                });
        return opened == null ? Optional.empty() : opened;
    }

    /** The newest session of a login; one that ran out is shown as failed. */
    public Optional<CardSession> latest(LoginId login) {
        return database.sql(
                        """
                        SELECT * FROM gateway.card_session WHERE login_id = :login
                        ORDER BY expires_at DESC, state DESC LIMIT 1
                        """)
                .param("login", login.value())
                .query((row, number) -> session(row))
                .optional();
    }

    /** The holder of the token comes with a reader. Only the first one does. */
    Optional<CardSession.Connected> connect(SessionId id, Secret token) {
        Instant until = clock.instant().plus(TIME_TO_FINISH);
        return database.sql(
                        """
                        UPDATE gateway.card_session SET state = 'CONNECTED', expires_at = :until
                        WHERE id = :id AND token_digest = :token AND state = 'WAITING'
                          AND expires_at > :now
                        RETURNING *
                        """)
                .param("id", id.value())
                .param("token", token.digest().value())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("now", now())
                .query((row, number) -> (CardSession.Connected) session(row))
                .optional();
    }

    /**
     * The card has proved itself. One live session a card: an older one ends here, and whatever it
     * still brings is late.
     */
    Optional<CardSession.CardKnown> cardKnown(CardSession.Connected session, Card.Serial serial) {
        CardSession.CardKnown next = session.known(serial);
        Boolean done =
                transaction.execute(status -> {
                    database.sql(
                                    """
                                    UPDATE gateway.card_session
                                    SET state = 'FAILED', failure = 'SUPERSEDED'
                                    WHERE card_serial = :serial AND state = 'CARD_KNOWN'
                                    """)
                            .param("serial", serial.value())
                            .update();
                    return database.sql(
                                            """
                                            UPDATE gateway.card_session
                                            SET state = 'CARD_KNOWN', card_serial = :serial
                                            WHERE id = :id AND state = 'CONNECTED'
                                              AND expires_at > :now
                                            """)
                                    .param("id", next.facts().id().value())
                                    .param("serial", serial.value())
                                    .param("now", now())
                                    .update()
                            == 1;
                });
        return Boolean.TRUE.equals(done) ? Optional.of(next) : Optional.empty();
    }

    /** Runs in the caller's transaction. False when the session has run out or was superseded. */
    boolean succeed(CardSession.CardKnown session) {
        CardSession.Succeeded next = session.succeed();
        return database.sql(
                                """
                                UPDATE gateway.card_session SET state = 'SUCCEEDED'
                                WHERE id = :id AND state = 'CARD_KNOWN' AND expires_at > :now
                                """)
                        .param("id", next.facts().id().value())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** A session that is over stays as it is. */
    void fail(CardSession.Failed session) {
        database.sql(
                        """
                        UPDATE gateway.card_session
                        SET state = 'FAILED', failure = :failure, tries_left = :tries
                        WHERE id = :id AND state IN ('WAITING', 'CONNECTED', 'CARD_KNOWN')
                        """)
                .param("id", session.facts().id().value())
                .param("failure", session.failure().name())
                .param("tries", session.triesLeft())
                .update();
    }

    /**
     * Runs in the caller's transaction.
     *
     * @return false when the card has shown this counter, or a higher one, before: then there are
     *     two cards, or an old assertion
     */
    boolean raiseCounter(Card.Serial serial, long counter) {
        return database.sql(
                                """
                                INSERT INTO gateway.card_counter AS last (card_serial, counter)
                                VALUES (:serial, :counter)
                                ON CONFLICT (card_serial) DO UPDATE SET counter = excluded.counter
                                WHERE last.counter < excluded.counter
                                """)
                        .param("serial", serial.value())
                        .param("counter", counter)
                        .update()
                == 1;
    }

    private CardSession.Waiting insert(LoginId login, Secret browser) {
        var facts =
                new CardSession.Facts(
                        SessionId.random(),
                        login,
                        RandomId.code(MATCHING_CODE_DIGITS),
                        clock.instant().plus(TIME_TO_CONNECT));
        database.sql(
                        """
                        INSERT INTO gateway.card_session
                          (id, login_id, token_digest, state, matching_code, expires_at)
                        VALUES (:id, :login, :token, 'WAITING', :code, :expires)
                        """)
                .param("id", facts.id().value())
                .param("login", login.value())
                .param("token", token(browser, facts.id()).digest().value())
                .param("code", facts.matchingCode())
                .param("expires", facts.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        return new CardSession.Waiting(facts);
    }

    private void endLive(LoginId login) {
        database.sql(
                        """
                        UPDATE gateway.card_session SET state = 'FAILED', failure = 'SUPERSEDED'
                        WHERE login_id = :login AND state IN ('WAITING', 'CONNECTED', 'CARD_KNOWN')
                        """)
                .param("login", login.value())
                .update();
    }

    private CardSession session(ResultSet row) throws SQLException {
        var facts =
                new CardSession.Facts(
                        new SessionId(row.getBytes("id")),
                        new LoginId(row.getBytes("login_id")),
                        row.getString("matching_code"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant());
        String state = row.getString("state");
        CardSession session =
                switch (state) {
                    case "WAITING" -> new CardSession.Waiting(facts);
                    case "CONNECTED" -> new CardSession.Connected(facts);
                    case "CARD_KNOWN" ->
                            new CardSession.CardKnown(
                                    facts, new Card.Serial(row.getBytes("card_serial")));
                    case "SUCCEEDED" -> new CardSession.Succeeded(facts);
                    case "FAILED" ->
                            new CardSession.Failed(
                                    facts,
                                    Failure.valueOf(row.getString("failure")),
                                    row.getObject("tries_left", Integer.class));
                    default ->
                            throw new IllegalStateException("no such state of a session: " + state);
                };
        boolean ranOut = !facts.expiresAt().isAfter(clock.instant());
        return session instanceof CardSession.Live live && ranOut
                ? live.fail(Failure.TIMED_OUT, null)
                : session;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** What the card signs over, so that its word counts for this session and no other. */
    static Digest binding(CardSession.CardKnown session, Digest request) {
        var facts = session.facts();
        return Digest.of(
                "hawiya-card-session-1\0"
                        + facts.id()
                        + "\0"
                        + facts.login()
                        + "\0"
                        + HexFormat.of().formatHex(request.value()));
    }
}
