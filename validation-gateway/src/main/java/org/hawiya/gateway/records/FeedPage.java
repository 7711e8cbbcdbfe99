package org.hawiya.gateway.records;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Some events in order.
 *
 * @param next the position behind the last of them
 * @param atHead whether there was nothing more when enrolment answered
 */
record FeedPage(long next, List<FeedEvent> events, boolean atHead) {
    /** How many events are asked for at once. */
    static final int LIMIT = 500;

    static FeedPage read(JsonNode answer) {
        JsonNode next = answer.path("next");
        JsonNode list = answer.path("events");
        if (!next.isIntegralNumber() || !list.isArray() || list.size() > LIMIT) {
            throw new MalformedFeedException("next, events: missing, or too many events");
        }
        var events = new ArrayList<FeedEvent>(list.size());
        for (JsonNode event : list) {
            events.add(FeedEvent.read(event));
        }
        return new FeedPage(next.longValue(), events, list.size() < LIMIT);
    }
}
