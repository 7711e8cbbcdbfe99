package org.hawiya.gateway.records;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Not ready while the copy is too old to assert anything. */
@Component("feed")
class FeedHealth implements HealthIndicator {
    private final RecordsFeed feed;

    FeedHealth(RecordsFeed feed) {
        this.feed = feed;
    }

    @Override
    public Health health() {
        return feed.isStale() ? Health.outOfService().build() : Health.up().build();
    }
}
