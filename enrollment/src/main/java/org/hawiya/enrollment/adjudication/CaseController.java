package org.hawiya.enrollment.adjudication;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.ApplicationNumber;
import org.hawiya.enrollment.capture.CapturedPrint;
import org.hawiya.enrollment.capture.Captures;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.idempotency.Idempotent;
import org.hawiya.enrollment.idempotency.Reply;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.operators.Role;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.enrollment.register.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CaseController {
    private static final int MAX_CASES = 200;

    private final Examinations examinations;
    private final Captures captures;
    private final Identities identities;
    private final Transactions transactions;
    private final Idempotent idempotent;

    CaseController(
            Examinations examinations,
            Captures captures,
            Identities identities,
            Transactions transactions,
            Idempotent idempotent) {
        this.examinations = examinations;
        this.captures = captures;
        this.identities = identities;
        this.transactions = transactions;
        this.idempotent = idempotent;
    }

    record CaseLine(String caseId, Examination.Status status, long number, Instant openedAt) {
        static CaseLine of(Examination examination) {
            return new CaseLine(
                    examination.id().toString(),
                    examination.status(),
                    examination.number().value(),
                    examination.openedAt());
        }
    }

    record CaseList(List<CaseLine> cases) {}

    record CandidateView(
            long number,
            String applicationId,
            Application.Status status,
            double score,
            Map<Integer, Double> fingers,
            List<Integer> prints) {}

    record CaseView(
            String caseId,
            Examination.Status status,
            boolean waits,
            long number,
            String applicationId,
            List<Integer> prints,
            List<CandidateView> candidates) {}

    record DecisionForm(
            Examination.@Nullable Decision decision,
            @Nullable Long duplicateOf,
            @Nullable String reason) {}

    record DecisionReply(Application.Status status, @Nullable String identityNumber) {}

    @GetMapping("/api/cases")
    CaseList list(@RequestParam(required = false) Examination.@Nullable Status status) {
        return new CaseList(
                examinations.list(status, MAX_CASES).stream().map(CaseLine::of).toList());
    }

    @GetMapping("/api/cases/{id}")
    CaseView view(@PathVariable UUID id, Principal who) {
        Examination examination = examinations.find(new CaseId(id));
        transactions.run(() -> examinations.viewed(examination, Acting.as(Role.EXAMINER, who)));
        Application application = examinations.application(examination);
        return new CaseView(
                examination.id().toString(),
                examination.status(),
                examinations.waits(examination),
                examination.number().value(),
                application.id().toString(),
                positions(application),
                examinations.candidates(examination).stream().map(this::candidate).toList());
    }

    @GetMapping(
            value = "/api/cases/{id}/prints/{number}/{position}",
            produces = MediaType.IMAGE_PNG_VALUE)
    byte[] print(
            @PathVariable UUID id,
            @PathVariable long number,
            @PathVariable int position,
            Principal who) {
        return examinations.png(
                examinations.find(new CaseId(id)),
                number(number),
                position(position),
                Acting.as(Role.EXAMINER, who));
    }

    @PostMapping("/api/cases/{id}/decision")
    ResponseEntity<byte[]> decide(
            @PathVariable UUID id,
            @RequestBody DecisionForm form,
            HttpServletRequest request,
            Principal who) {
        Examination.Decision decision = form.decision();
        if (decision == null) {
            throw new Refusal(
                    ProblemType.MALFORMED_REQUEST,
                    "a decision is needed: DUPLICATE, DIFFERENT_PERSONS");
        }
        String reason = form.reason() == null ? "" : form.reason();
        Long duplicateOf = form.duplicateOf();
        return idempotent.once(
                request,
                who,
                form,
                () -> {
                    Application decided =
                            examinations.decide(
                                    new CaseId(id),
                                    decision,
                                    duplicateOf == null ? null : number(duplicateOf),
                                    reason,
                                    Acting.as(Role.EXAMINER, who));
                    return Reply.ok(
                            new DecisionReply(
                                    decided.status(),
                                    identities
                                            .find(decided.person())
                                            .map(Identity::number)
                                            .map(n -> n.value())
                                            .orElse(null)));
                });
    }

    private CandidateView candidate(Resemblance candidate) {
        Application application = examinations.application(candidate.number());
        Map<Integer, Double> fingers = new TreeMap<>();
        candidate.fingers().forEach((finger, score) -> fingers.put(finger.code(), score));
        return new CandidateView(
                candidate.number().value(),
                application.id().toString(),
                application.status(),
                candidate.score(),
                fingers,
                positions(application));
    }

    private List<Integer> positions(Application application) {
        return captures.prints(application.id()).stream()
                .map(CapturedPrint::position)
                .map(FingerPosition::code)
                .toList();
    }

    private static ApplicationNumber number(long number) {
        if (number < 1) {
            throw new Refusal(ProblemType.NOT_FOUND, "numbers start at 1");
        }
        return new ApplicationNumber(number);
    }

    private static FingerPosition position(int code) {
        if (code < 1 || code > 10) {
            throw new Refusal(ProblemType.POSITION_INVALID, "a finger position is 1 to 10");
        }
        return FingerPosition.ofCode(code);
    }
}
