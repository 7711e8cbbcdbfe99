package org.hawiya.gateway.login;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hawiya.gateway.party.ClientId;
import org.hawiya.gateway.party.Scope;
import org.hawiya.gateway.records.PersonId;
import org.hawiya.gateway.secret.Digest;
import org.hawiya.gateway.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The logins that are under way. Every step is one conditional update, so two of the same step at
 * the same moment are one step: the other finds nothing to change. Durable on return.
 */
@Repository
public class Logins {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient database;
    private final Clock clock;

    Logins(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Records a request and forgets those that ran out. */
    public LoginId begin(
            Secret browser,
            ClientId client,
            String query,
            URI redirectUri,
            @Nullable String state,
            Set<Scope> scopes) {
        database.sql("DELETE FROM gateway.login WHERE expires_at < :now")
                .param("now", now())
                .update();
        var request =
                new LoginRequest(
                        LoginId.random(),
                        browser.digest(),
                        client,
                        query,
                        redirectUri,
                        state,
                        scopes,
                        clock.instant().plus(LIFE));
        database.sql(
                        """
                        INSERT INTO gateway.login
                          (id, browser_digest, client_id, query, request_digest, redirect_uri,
                           client_state, scopes, state, expires_at)
                        VALUES (:id, :browser, :client, :query, :digest, :redirect, :state, :scopes,
                                'ASKED', :expires)
                        """)
                .param("id", request.id().value())
                .param("browser", request.browser().value())
                .param("client", client.value())
                .param("query", query)
                .param("digest", request.digest().value())
                .param("redirect", redirectUri.toString())
                .param("state", state)
                .param("scopes", scopes.stream().map(Scope::value).toArray(String[]::new))
                .param("expires", request.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        return request.id();
    }

    /** Empty when it is unknown, has run out, or belongs to another browser. */
    public Optional<Login> find(LoginId id, Secret browser) {
        return find(id).filter(login -> login.request().browser().equals(browser.digest()));
    }

    /** Empty when it is unknown or has run out. */
    public Optional<Login> find(LoginId id) {
        return database.sql("SELECT * FROM gateway.login WHERE id = :id AND expires_at > :now")
                .param("id", id.value())
                .param("now", now())
                .query((row, number) -> login(row))
                .optional();
    }

    /** False when it was accepted or refused before. */
    public boolean accept(Login.Asked login) {
        Login.Accepted next = login.accept();
        return database.sql(
                                """
                                UPDATE gateway.login SET state = 'ACCEPTED'
                                WHERE id = :id AND state = 'ASKED' AND expires_at > :now
                                """)
                        .param("id", next.request().id().value())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Whatever came first stays: a refusal after the answer changes nothing. */
    public void refuse(Login.Refused login) {
        database.sql(
                        """
                        UPDATE gateway.login SET state = 'REFUSED'
                        WHERE id = :id AND state IN ('ASKED', 'ACCEPTED')
                        """)
                .param("id", login.request().id().value())
                .update();
    }

    /** Counts one more card session; false when somebody else counted one at the same moment. */
    public boolean attempt(Login.Accepted login) {
        Login.Accepted next = login.attempt();
        return database.sql(
                                """
                                UPDATE gateway.login SET attempts = :next
                                WHERE id = :id AND state = 'ACCEPTED' AND attempts = :before
                                  AND expires_at > :now
                                """)
                        .param("id", next.request().id().value())
                        .param("next", next.attempts())
                        .param("before", login.attempts())
                        .param("now", now())
                        .update()
                == 1;
    }

    /**
     * Card and finger were right. Runs in the caller's transaction, with the ledger's entry.
     *
     * @return false when the login has run out or was refused meanwhile
     */
    public boolean verify(Login.Accepted login, PersonId person) {
        Login.Verified next = login.verify(person, clock.instant());
        return database.sql(
                                """
                                UPDATE gateway.login
                                SET state = 'VERIFIED', person_id = :person, verified_at = :at
                                WHERE id = :id AND state = 'ACCEPTED' AND expires_at > :now
                                """)
                        .param("id", next.request().id().value())
                        .param("person", person.value())
                        .param("at", next.at().atOffset(ZoneOffset.UTC))
                        .param("now", now())
                        .update()
                == 1;
    }

    /**
     * Takes the answer to {@code query} for this browser. It can be taken once: a second call, also
     * at the same moment on another node, gets nothing.
     */
    public Optional<Login.Answered> answer(Secret browser, String query) {
        return database.sql(
                        """
                        UPDATE gateway.login SET state = 'ANSWERED'
                        WHERE id = (SELECT id FROM gateway.login
                                    WHERE browser_digest = :browser AND request_digest = :request
                                      AND state = 'VERIFIED' AND expires_at > :now
                                    ORDER BY verified_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                          AND state = 'VERIFIED'
                        RETURNING *
                        """)
                .param("browser", browser.digest().value())
                .param("request", Digest.of(query).value())
                .param("now", now())
                .query((row, number) -> (Login.Answered) login(row))
                .optional();
    }

    private static Login login(ResultSet row) throws SQLException {
        var request =
                new LoginRequest(
                        new LoginId(row.getBytes("id")),
                        new Digest(row.getBytes("browser_digest")),
                        new ClientId(row.getString("client_id")),
                        row.getString("query"),
                        URI.create(row.getString("redirect_uri")),
                        row.getString("client_state"),
                        scopes((String[]) row.getArray("scopes").getArray()),
                        instant(row, "expires_at"));
        String state = row.getString("state");
        return switch (state) {
            case "ASKED" -> new Login.Asked(request);
            case "ACCEPTED" -> new Login.Accepted(request, row.getInt("attempts"));
            case "VERIFIED" ->
                    new Login.Verified(request, person(row), instant(row, "verified_at"));
            case "ANSWERED" ->
                    new Login.Answered(request, person(row), instant(row, "verified_at"));
            case "REFUSED" -> new Login.Refused(request);
            default -> throw new IllegalStateException("no such state of a login: " + state);
        };
    }

    private static PersonId person(ResultSet row) throws SQLException {
        return new PersonId(row.getObject("person_id", UUID.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Set<Scope> scopes(String[] values) {
        return Arrays.stream(values)
                .map(value -> Scope.of(value).orElseThrow())
                .collect(Collectors.toSet());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
