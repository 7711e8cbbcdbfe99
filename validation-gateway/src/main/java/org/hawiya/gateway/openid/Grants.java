package org.hawiya.gateway.openid;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;
import org.hawiya.gateway.audit.Audit;
import org.hawiya.gateway.records.PersonId;
import org.hawiya.gateway.secret.Digest;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Codes and tokens. A code is redeemed once: of two redemptions at the same moment, also on two
 * nodes, one fails and takes the tokens of the other with it (RFC 6749, 4.1.2). Durable on return.
 */
@Repository
class Grants implements OAuth2AuthorizationService {
    /** Rows stay a while after their tokens, so that a late second use of a code is recognised. */
    private static final Duration KEPT = Duration.ofMinutes(15);

    private final JdbcClient database;
    private final KeyCustody custody;
    private final RegisteredClients clients;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;

    Grants(
            JdbcClient database,
            TransactionTemplate transaction,
            Audit audit,
            KeyCustody custody,
            RegisteredClients clients,
            JsonMapper json,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.custody = custody;
        this.clients = clients;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        var code = authorization.getToken(OAuth2AuthorizationCode.class);
        var access = authorization.getAccessToken();
        if (code == null) {
            throw new IllegalStateException("only the code flow is offered");
        }
        boolean takenBack = access == null ? code.isInvalidated() : access.isInvalidated();
        if (takenBack) {
            revoke(authorization.getId());
        } else if (access == null) {
            insert(authorization, code.getToken().getTokenValue());
        } else {
            redeem(authorization, access.getToken().getTokenValue());
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        database.sql("DELETE FROM gateway.openid_authorization WHERE id = :id")
                .param("id", authorization.getId())
                .update();
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return database.sql("SELECT * FROM gateway.openid_authorization WHERE id = :id")
                .param("id", id)
                .query((row, number) -> authorization(row))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return database.sql(
                        """
                        SELECT * FROM gateway.openid_authorization
                        WHERE expires_at > :now
                          AND ((:kind IN ('code', 'any') AND code_digest = :digest)
                            OR (:kind IN ('access_token', 'any') AND access_digest = :digest)
                            OR (:kind IN ('id_token', 'any') AND id_digest = :digest))
                        """)
                .param("now", now())
                .param("kind", type == null ? "any" : type.getValue())
                .param("digest", Digest.of(token).value())
                .query((row, number) -> authorization(row))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    private void insert(OAuth2Authorization authorization, String code) {
        database.sql("DELETE FROM gateway.openid_authorization WHERE expires_at < :now")
                .param("now", now())
                .update();
        database.sql(
                        """
                        INSERT INTO gateway.openid_authorization
                          (id, client_id, code_digest, redeemed, expires_at, sealed)
                        VALUES (:id, :client, :code, false, :expires, :sealed)
                        """)
                .param("id", authorization.getId())
                .param("client", authorization.getRegisteredClientId())
                .param("code", Digest.of(code).value())
                .param("expires", keptUntil())
                .param("sealed", sealed(authorization))
                .update();
    }

    /** The assertion leaves with its ledger entry, or not at all. */
    private void redeem(OAuth2Authorization authorization, String accessToken) {
        Boolean first =
                transaction.execute(status -> {
                    if (!markRedeemed(authorization, accessToken)) {
                        return false;
                    }
                    audit.record(
                            LedgerEvent.ASSERTION_ISSUED,
                            holder(authorization),
                            Actor.relyingParty(authorization.getRegisteredClientId()),
                            idToken(authorization)
                                    .map(token -> token.getBytes(StandardCharsets.US_ASCII))
                                    .map(Detail::hashOf)
                                    .orElseGet(Detail::none));
                    return true;
                });
        if (!Boolean.TRUE.equals(first)) {
            revoke(authorization.getId());
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    private boolean markRedeemed(OAuth2Authorization authorization, String accessToken) {
        return database.sql(
                                """
                                UPDATE gateway.openid_authorization
                                SET redeemed = true, access_digest = :access, id_digest = :idToken,
                                    expires_at = :expires, sealed = :sealed
                                WHERE id = :id AND NOT redeemed AND NOT revoked
                                """)
                        .param("id", authorization.getId())
                        .param("access", Digest.of(accessToken).value())
                        .param(
                                "idToken",
                                idToken(authorization)
                                        .map(token -> Digest.of(token).value())
                                        .orElse(null))
                        .param("expires", keptUntil())
                        .param("sealed", sealed(authorization))
                        .update()
                == 1;
    }

    private static Optional<String> idToken(OAuth2Authorization authorization) {
        return Optional.ofNullable(authorization.getToken(OidcIdToken.class))
                .map(token -> token.getToken().getTokenValue());
    }

    private static PersonId holder(OAuth2Authorization authorization) {
        return new PersonId(UUID.fromString(authorization.getPrincipalName()));
    }

    private void revoke(String id) {
        database.sql(
                        """
                        UPDATE gateway.openid_authorization SET redeemed = true, revoked = true
                        WHERE id = :id
                        """)
                .param("id", id)
                .update();
    }

    /** Empty when the relying party is registered no more. */
    private Optional<OAuth2Authorization> authorization(ResultSet row) throws SQLException {
        String id = row.getString("id");
        byte[] sealed = row.getBytes("sealed");
        boolean redeemed = row.getBoolean("redeemed");
        boolean revoked = row.getBoolean("revoked");
        byte[] opened = custody.open(KeyName.GATEWAY_RECORDS, associated(id), sealed);
        Grant grant = json.readValue(opened, Grant.class);
        return Optional.ofNullable(clients.findByClientId(grant.clientId()))
                .map(client -> GrantConversion.authorization(id, grant, client, redeemed, revoked));
    }

    private byte[] sealed(OAuth2Authorization authorization) {
        byte[] open = json.writeValueAsBytes(GrantConversion.grant(authorization));
        return custody.seal(KeyName.GATEWAY_RECORDS, associated(authorization.getId()), open);
    }

    private static byte[] associated(String id) {
        return ("grant\0" + id).getBytes(StandardCharsets.UTF_8);
    }

    private OffsetDateTime keptUntil() {
        Instant until = clock.instant().plus(RegisteredClients.ACCESS_TOKEN_LIFE).plus(KEPT);
        return until.atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
