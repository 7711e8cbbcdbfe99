package org.hawiya.gateway.openid;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hawiya.gateway.party.ClientId;
import org.hawiya.gateway.secret.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Remembers used client assertions, for all nodes and over restarts, until they expire anyway. */
@Repository
class ClientAssertions {
    private final JdbcClient database;
    private final Clock clock;

    ClientAssertions(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** True for the first use of this id by this party; of two uses at one moment, one is first. */
    boolean firstUse(ClientId party, String jwtId, Instant expiresAt) {
        database.sql("DELETE FROM gateway.client_assertion WHERE expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return database.sql(
                                """
                                INSERT INTO gateway.client_assertion (digest, expires_at)
                                VALUES (:digest, :expires) ON CONFLICT DO NOTHING
                                """)
                        .param("digest", Digest.of(party + "\0" + jwtId).value())
                        .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
