package org.hawiya.gateway.party;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hawiya.gateway.party.RelyingParty.KeySource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The registered relying parties. Durable when {@link #save} returns. */
@Repository
public class RelyingParties {
    private final JdbcClient database;
    private final Clock clock;

    RelyingParties(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty also when {@code clientId} could not be the id of anybody. */
    public Optional<RelyingParty> find(String clientId) {
        return ClientId.isValid(clientId) ? find(new ClientId(clientId)) : Optional.empty();
    }

    public Optional<RelyingParty> find(ClientId id) {
        return database.sql("SELECT * FROM gateway.relying_party WHERE client_id = :id")
                .param("id", id.value())
                .query((row, number) -> party(row))
                .optional();
    }

    /** Registers the party, or replaces what was registered under its id. */
    void save(RelyingParty party) {
        database.sql(
                        """
                        INSERT INTO gateway.relying_party
                          (client_id, name_en, name_ar, redirect_uris, jwks_uri, jwks, scopes,
                           post_logout_redirect_uris, changed_at)
                        VALUES (:id, :en, :ar, :redirects, :jwksUri, :jwks, :scopes, :logouts, :now)
                        ON CONFLICT (client_id) DO UPDATE SET
                          name_en = excluded.name_en, name_ar = excluded.name_ar,
                          redirect_uris = excluded.redirect_uris, jwks_uri = excluded.jwks_uri,
                          jwks = excluded.jwks, scopes = excluded.scopes,
                          post_logout_redirect_uris = excluded.post_logout_redirect_uris,
                          changed_at = excluded.changed_at
                        """)
                .param("id", party.id().value())
                .param("en", party.name().en())
                .param("ar", party.name().ar())
                .param("redirects", strings(party.redirectUris()))
                .param("jwksUri", published(party.keys()))
                .param("jwks", given(party.keys()))
                .param("scopes", party.scopes().stream().map(Scope::value).toArray(String[]::new))
                .param("logouts", strings(party.postLogoutRedirectUris()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static RelyingParty party(ResultSet row) throws SQLException {
        String jwksUri = row.getString("jwks_uri");
        KeySource keys =
                jwksUri == null
                        ? new KeySource.Given(row.getString("jwks"))
                        : new KeySource.Published(URI.create(jwksUri));
        return new RelyingParty(
                new ClientId(row.getString("client_id")),
                new RelyingParty.Name(row.getString("name_en"), row.getString("name_ar")),
                uris(row, "redirect_uris"),
                keys,
                array(row, "scopes").stream()
                        .map(value -> Scope.of(value).orElseThrow())
                        .collect(Collectors.toSet()),
                uris(row, "post_logout_redirect_uris"));
    }

    private static List<URI> uris(ResultSet row, String column) throws SQLException {
        return array(row, column).stream().map(URI::create).toList();
    }

    private static List<String> array(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static String[] strings(List<URI> uris) {
        return uris.stream().map(URI::toString).toArray(String[]::new);
    }

    private static @Nullable String published(KeySource keys) {
        return keys instanceof KeySource.Published(URI jwksUri) ? jwksUri.toString() : null;
    }

    private static @Nullable String given(KeySource keys) {
        return keys instanceof KeySource.Given(String jwks) ? jwks : null;
    }
}
