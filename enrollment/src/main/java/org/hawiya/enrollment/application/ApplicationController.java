package org.hawiya.enrollment.application;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.LocalDate;
import org.hawiya.enrollment.idempotency.Idempotent;
import org.hawiya.enrollment.idempotency.Reply;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.operators.Role;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ApplicationController {
    private final Applications applications;
    private final Idempotent idempotent;

    ApplicationController(Applications applications, Idempotent idempotent) {
        this.applications = applications;
        this.idempotent = idempotent;
    }

    record Form(
            @Nullable Names names,
            @Nullable LocalDate birthDate,
            @Nullable Sex sex,
            @Nullable String nationality,
            @Nullable Category category,
            @Nullable Boolean consent,
            @Nullable String healthCertificate) {

        @Override
        public String toString() {
            return "[REDACTED]";
        }
    }

    record Opened(String applicationId, Application.Status status) {}

    @PostMapping("/api/applications")
    ResponseEntity<byte[]> open(@RequestBody Form form, HttpServletRequest request, Principal who) {
        return idempotent.once(
                request,
                who,
                form,
                () -> {
                    Application.Capturing opened =
                            applications.open(demographics(form), Acting.as(Role.OPERATOR, who));
                    return Reply.created(
                            "/api/applications/" + opened.id(),
                            new Opened(opened.id().toString(), opened.status()));
                });
    }

    private static Demographics demographics(Form form) {
        if (!Boolean.TRUE.equals(form.consent())) {
            throw new Refusal(ProblemType.CONSENT_MISSING, "the applicant's consent is needed");
        }
        Names names = form.names();
        if (names == null
                || !complete(names.en())
                || !complete(names.ar())
                || form.birthDate() == null
                || form.sex() == null
                || form.nationality() == null
                || form.category() == null) {
            throw new Refusal(
                    ProblemType.DEMOGRAPHICS_INVALID,
                    "names (en and ar, given and family), birthDate, sex, nationality and category are needed");
        }
        return new Demographics(
                names,
                form.birthDate(),
                form.sex(),
                form.nationality(),
                form.category(),
                form.healthCertificate());
    }

    private static boolean complete(Names.@Nullable Name name) {
        return name != null && present(name.given()) && present(name.family());
    }

    private static boolean present(@Nullable String text) {
        return text != null;
    }
}
