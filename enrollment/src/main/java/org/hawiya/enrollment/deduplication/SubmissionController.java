package org.hawiya.enrollment.deduplication;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.UUID;
import org.hawiya.enrollment.application.ApplicationId;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.idempotency.Idempotent;
import org.hawiya.enrollment.idempotency.Reply;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.operators.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SubmissionController {
    private final Deduplication deduplication;
    private final Applications applications;
    private final Standings standings;
    private final Idempotent idempotent;

    SubmissionController(
            Deduplication deduplication,
            Applications applications,
            Standings standings,
            Idempotent idempotent) {
        this.deduplication = deduplication;
        this.applications = applications;
        this.standings = standings;
        this.idempotent = idempotent;
    }

    /**
     * The number and the decision are transactions of their own, each safe to repeat; the answer is
     * kept with the first time it is given.
     */
    @PostMapping("/api/applications/{id}/submission")
    ResponseEntity<byte[]> submit(
            @PathVariable UUID id, HttpServletRequest request, Principal who) {
        ApplicationId application = new ApplicationId(id);
        String key = who.getName() + "/" + Idempotent.key(request);
        deduplication.submit(application, key, Acting.as(Role.OPERATOR, who));
        return idempotent.once(
                request,
                who,
                (Record) null,
                () -> Reply.ok(standings.of(applications.find(application))));
    }
}
