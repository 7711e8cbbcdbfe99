package org.hawiya.enrollment.issuance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hawiya.card.terminal.relay.RelayedCard;

/**
 * The relay sessions that are open: each for one card, for two minutes, behind a token of its own.
 * Thread-safe.
 */
final class RelaySessions {
    static final int MAX_OPEN = 200;
    private static final int TOKEN_BYTES = 32;
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<UUID, Session> open = new ConcurrentHashMap<>();
    private final long limitNanos;

    RelaySessions(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** One session. */
    static final class Session {
        final UUID id = UUID.randomUUID();
        final CardId card;
        final String token;
        final RelayedCard line = new RelayedCard(ANSWER);
        private final long ends;
        private final AtomicBoolean begun = new AtomicBoolean();

        private Session(CardId card, long ends) {
            this.card = card;
            this.ends = ends;
            byte[] bytes = new byte[TOKEN_BYTES];
            RANDOM.nextBytes(bytes);
            this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        /** True for the first caller only: it runs the session. */
        boolean begin() {
            return begun.compareAndSet(false, true);
        }
    }

    /** Opens a session; an older one for the same card ends. Empty when too many are open. */
    Optional<Session> open(CardId card) {
        removeEnded();
        open.values()
                .removeIf(session -> {
                    boolean same = session.card.equals(card);
                    if (same) {
                        session.line.close();
                    }
                    return same;
                });
        if (open.size() >= MAX_OPEN) {
            return Optional.empty();
        }
        Session session = new Session(card, System.nanoTime() + limitNanos);
        open.put(session.id, session);
        return Optional.of(session);
    }

    /** The session of this id, when the token is its own and its time is not over. */
    Optional<Session> find(UUID id, String token) {
        removeEnded();
        return Optional.ofNullable(open.get(id))
                .filter(session ->
                        MessageDigest.isEqual(
                                session.token.getBytes(StandardCharsets.US_ASCII),
                                token.getBytes(StandardCharsets.US_ASCII)));
    }

    void end(Session session) {
        session.line.close();
        open.remove(session.id);
    }

    private void removeEnded() {
        long now = System.nanoTime();
        open.values()
                .removeIf(session -> {
                    boolean over = session.ends - now <= 0;
                    if (over) {
                        session.line.close();
                    }
                    return over;
                });
    }
}
