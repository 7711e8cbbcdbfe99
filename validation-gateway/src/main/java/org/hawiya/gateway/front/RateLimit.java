package org.hawiya.gateway.front;

import java.util.Optional;

/**
 * How often one address may call what, in a minute: the whole table. The first row that fits
 * counts. Behind one address there may be a whole office, so these stop floods, not people;
 * guessing fingers is stopped by the card's own counter.
 */
enum RateLimit {
    LOGIN_START("/oauth2/authorize", 600),
    TOKEN("/oauth2/", 1_200),
    USER_INFO("/userinfo", 1_200),
    RELAY("/relay/", 600),
    LOGIN_PAGES("/login/", 3_000),
    ADMINISTRATION("/api/", 120);

    private final String prefix;
    private final int callsPerMinute;

    RateLimit(String prefix, int callsPerMinute) {
        this.prefix = prefix;
        this.callsPerMinute = callsPerMinute;
    }

    int callsPerMinute() {
        return callsPerMinute;
    }

    static Optional<RateLimit> of(String path) {
        for (RateLimit limit : values()) {
            if (path.startsWith(limit.prefix)) {
                return Optional.of(limit);
            }
        }
        return Optional.empty();
    }
}
