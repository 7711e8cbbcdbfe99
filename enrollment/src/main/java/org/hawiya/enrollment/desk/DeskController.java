package org.hawiya.enrollment.desk;

import java.util.UUID;
import org.hawiya.enrollment.application.ApplicationId;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.deduplication.Standing;
import org.hawiya.enrollment.deduplication.Standings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How an application stands, for the desk's own programs. */
@RestController
class DeskController {
    private final Applications applications;
    private final Standings standings;

    DeskController(Applications applications, Standings standings) {
        this.applications = applications;
        this.standings = standings;
    }

    @GetMapping("/api/applications/{id}")
    Standing find(@PathVariable UUID id) {
        return standings.of(applications.find(new ApplicationId(id)));
    }
}
