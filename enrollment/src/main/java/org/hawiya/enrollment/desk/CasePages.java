package org.hawiya.enrollment.desk;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.adjudication.CaseId;
import org.hawiya.enrollment.adjudication.Examination;
import org.hawiya.enrollment.adjudication.Examinations;
import org.hawiya.enrollment.adjudication.Resemblance;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.ApplicationNumber;
import org.hawiya.enrollment.capture.CapturedPrint;
import org.hawiya.enrollment.capture.Captures;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.operators.Role;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The examiner's desk: prints side by side, scores, and a decision with its reason. */
@Controller
class CasePages {
    private static final int MAX_LINES = 200;

    private final Examinations examinations;
    private final Captures captures;
    private final Transactions transactions;

    CasePages(Examinations examinations, Captures captures, Transactions transactions) {
        this.examinations = examinations;
        this.captures = captures;
        this.transactions = transactions;
    }

    /** A finger of the applicant beside the same of a candidate. */
    record Pair(
            FingerPosition position,
            boolean applicant,
            boolean candidate,
            @Nullable Double score) {}

    /** A candidate with their pairs, those with the highest scores first. */
    record Candidate(long number, Application.Status status, double score, List<Pair> pairs) {}

    @GetMapping("/cases")
    String list(@RequestParam(required = false) Examination.@Nullable Status status, Model model) {
        Examination.Status shown = status == null ? Examination.Status.OPEN : status;
        model.addAttribute("filter", shown);
        model.addAttribute("statuses", List.of(Examination.Status.values()));
        model.addAttribute("cases", examinations.list(shown, MAX_LINES));
        return "cases";
    }

    @GetMapping("/cases/{id}")
    String show(@PathVariable UUID id, Principal who, Model model) {
        Examination examination = examinations.find(new CaseId(id));
        transactions.run(() -> examinations.viewed(examination, Acting.as(Role.EXAMINER, who)));
        List<FingerPosition> taken = positions(examinations.application(examination));
        model.addAttribute("examination", examination);
        model.addAttribute("waits", examinations.waits(examination));
        model.addAttribute("decisions", List.of(Examination.Decision.values()));
        model.addAttribute(
                "candidates",
                examinations.candidates(examination).stream()
                        .map(found -> candidate(found, taken))
                        .toList());
        return "case";
    }

    @GetMapping("/cases/{id}/prints/{number}/{position}")
    ResponseEntity<byte[]> print(
            @PathVariable UUID id,
            @PathVariable long number,
            @PathVariable FingerPosition position,
            Principal who) {
        if (number < 1) {
            throw new Refusal(ProblemType.NOT_FOUND, "numbers start at 1");
        }
        byte[] png =
                examinations.png(
                        examinations.find(new CaseId(id)),
                        new ApplicationNumber(number),
                        position,
                        Acting.as(Role.EXAMINER, who));
        return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(png);
    }

    @PostMapping("/cases/{id}/decision")
    String decide(
            @PathVariable UUID id,
            @RequestParam(required = false) Examination.@Nullable Decision decision,
            @RequestParam(required = false) @Nullable Long duplicateOf,
            @RequestParam(defaultValue = "") String reason,
            Principal who,
            RedirectAttributes told) {
        try {
            if (decision == null) {
                throw new Refusal(ProblemType.MALFORMED_REQUEST, "a decision is needed");
            }
            ApplicationNumber of =
                    duplicateOf == null || decision == Examination.Decision.DIFFERENT_PERSONS
                            ? null
                            : new ApplicationNumber(duplicateOf);
            transactions.call(() ->
                    examinations.decide(
                            new CaseId(id), decision, of, reason, Acting.as(Role.EXAMINER, who)));
        } catch (Refusal refusal) {
            told.addFlashAttribute("refusal", Told.of(refusal));
            told.addFlashAttribute("reason", reason);
        }
        return "redirect:/cases/" + id;
    }

    private Candidate candidate(Resemblance found, List<FingerPosition> taken) {
        Application application = examinations.application(found.number());
        List<FingerPosition> theirs = positions(application);
        List<Pair> pairs =
                java.util.Arrays.stream(FingerPosition.values())
                        .filter(position -> taken.contains(position) || theirs.contains(position))
                        .map(position ->
                                new Pair(
                                        position,
                                        taken.contains(position),
                                        theirs.contains(position),
                                        found.fingers().get(position)))
                        .sorted(java.util.Comparator.comparingDouble(CasePages::scoreOf).reversed())
                        .toList();
        return new Candidate(found.number().value(), application.status(), found.score(), pairs);
    }

    private static double scoreOf(Pair pair) {
        Double score = pair.score();
        return score == null ? -1 : score;
    }

    private List<FingerPosition> positions(Application application) {
        return captures.prints(application.id()).stream().map(CapturedPrint::position).toList();
    }
}
