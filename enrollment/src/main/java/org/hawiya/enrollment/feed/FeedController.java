package org.hawiya.enrollment.feed;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.hawiya.enrollment.application.Category;
import org.hawiya.enrollment.application.Demographics;
import org.hawiya.enrollment.application.Names;
import org.hawiya.enrollment.application.Sex;
import org.hawiya.enrollment.outbox.Outbox;
import org.hawiya.enrollment.outbox.OutboxEvent;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.enrollment.register.Identity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The feed. An event says what the register holds at the moment of reading, which is at least what
 * it held when the event was made: states only move forward, and whoever was erased in between is
 * not told any more.
 */
@RestController
class FeedController {
    private static final int MAX_WAIT_SECONDS = 25;

    private final Outbox outbox;
    private final Identities identities;

    FeedController(Outbox outbox, Identities identities) {
        this.outbox = outbox;
        this.identities = identities;
    }

    /** One change. */
    sealed interface Event {}

    record IdentityEvent(
            long cursor,
            String type,
            String personId,
            String identityNumber,
            Names names,
            LocalDate birthDate,
            String nationality,
            Sex sex,
            Category category,
            Identity.Status status)
            implements Event {
        @Override
        public String toString() {
            return "IdentityEvent[" + cursor + ", [REDACTED]]";
        }
    }

    record Page(long next, List<Event> events) {}

    @GetMapping("/feed")
    Page read(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "500") int limit,
            @RequestParam(defaultValue = "0") int waitSeconds) {
        if (after < 0
                || limit < 1
                || limit > Outbox.MAX_EVENTS
                || waitSeconds < 0
                || waitSeconds > MAX_WAIT_SECONDS) {
            throw new Refusal(
                    ProblemType.MALFORMED_REQUEST,
                    "after is at least 0, limit 1 to "
                            + Outbox.MAX_EVENTS
                            + ", waitSeconds 0 to "
                            + MAX_WAIT_SECONDS);
        }
        List<OutboxEvent> events = outbox.after(after, limit, Duration.ofSeconds(waitSeconds));
        long next = events.isEmpty() ? after : events.getLast().cursor();
        return new Page(next, events.stream().map(this::identity).toList());
    }

    private Event identity(OutboxEvent event) {
        Identity identity = identities.find(event.person()).orElseThrow();
        Demographics demographics = identities.demographics(event.person());
        return new IdentityEvent(
                event.cursor(),
                "IDENTITY",
                event.person().toString(),
                identity.number().value(),
                demographics.names(),
                demographics.birthDate(),
                demographics.nationality(),
                demographics.sex(),
                demographics.category(),
                identity.status());
    }
}
