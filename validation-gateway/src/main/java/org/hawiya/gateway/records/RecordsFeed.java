package org.hawiya.gateway.records;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hawiya.gateway.GatewaySettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the copy of the register up to date: a long poll in the background, and a pull to the head
 * whenever somebody is about to rely on it.
 */
@Component
public class RecordsFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RecordsFeed.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Half a million events behind: then the background catches up, and nobody waits for it. */
    private static final int MAX_PAGES = 1_000;

    private final Records records;
    private final FeedClient client;
    private final Duration staleness;
    private final Duration hold;
    private final Clock clock;
    private volatile @Nullable Thread poller;

    RecordsFeed(
            Records records,
            GatewaySettings settings,
            SslBundles bundles,
            JsonMapper json,
            Clock clock) {
        var feed = settings.feed();
        this.records = records;
        this.client =
                new FeedClient(
                        feed.address(), bundles.getBundle(feed.tls()).createSslContext(), json);
        this.staleness = feed.staleness();
        this.hold = feed.hold();
        this.clock = clock;
    }

    /**
     * Returns when the copy holds everything that enrolment knew at the call. While enrolment is
     * away, returns as long as it was heard within the configured staleness.
     *
     * @throws StaleRecordsException when it was not: nothing may be asserted then
     */
    public void requireFresh() {
        try {
            pullToHead();
        } catch (FeedUnavailableException e) {
            if (isStale()) {
                throw new StaleRecordsException(e);
            }
            LOG.warn(
                    "an assertion relies on records of {}: {}",
                    records.position().headAt(),
                    e.getMessage());
        }
    }

    boolean isStale() {
        return records.position().headAt().plus(staleness).isBefore(clock.instant());
    }

    private void pullToHead() {
        for (int page = 0; page < MAX_PAGES; page++) {
            if (pull(Duration.ZERO)) {
                return;
            }
        }
        throw new FeedUnavailableException("the copy is too far behind enrolment");
    }

    /** One request; true when it reached the head. */
    private boolean pull(Duration longest) {
        long after = records.position().cursor();
        Instant askedAt = clock.instant();
        FeedPage page = client.after(after, longest);
        records.apply(page, after, askedAt);
        return page.atHead();
    }

    @Override
    public void start() {
        poller = Thread.ofVirtual().name("register-feed").start(this::poll);
    }

    private void poll() {
        Duration pause = FIRST_PAUSE;
        // At the head first, then waiting there: a held request says nothing until it ends.
        Duration longest = Duration.ZERO;
        while (poller != null) {
            try {
                longest = pull(longest) ? hold : Duration.ZERO;
                pause = FIRST_PAUSE;
            } catch (RuntimeException e) {
                longest = Duration.ZERO;
                // Whatever it is, the copy grows stale, logins fail closed, and this tries again.
                if (poller != null) {
                    LOG.warn("the register's feed is interrupted: {}", e.getMessage());
                }
                rest(pause);
                pause =
                        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                                ? LONGEST_PAUSE
                                : pause.multipliedBy(2);
            }
        }
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            poller = null;
        }
    }

    @Override
    public void stop() {
        Thread running = poller;
        poller = null;
        client.close();
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return poller != null;
    }
}
