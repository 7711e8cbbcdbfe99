package org.hawiya.enrollment.desk;

import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.application.Category;
import org.hawiya.enrollment.application.Demographics;
import org.hawiya.enrollment.application.Names;
import org.hawiya.enrollment.application.Sex;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.deduplication.Standings;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.operators.Role;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Login, the work list, and the form that opens an application. */
@Controller
class WorkPages {
    private static final int MAX_LINES = 200;

    private final Applications applications;
    private final Standings standings;
    private final Transactions transactions;

    WorkPages(Applications applications, Standings standings, Transactions transactions) {
        this.applications = applications;
        this.standings = standings;
        this.transactions = transactions;
    }

    /** What was typed; kept when it is refused. */
    record Form(
            @Nullable String givenEn,
            @Nullable String familyEn,
            @Nullable String givenAr,
            @Nullable String familyAr,
            @Nullable String birthDate,
            @Nullable Sex sex,
            @Nullable String nationality,
            @Nullable Category category,
            @Nullable String healthCertificate,
            @Nullable Boolean consent) {

        static Form empty() {
            return new Form(null, null, null, null, null, null, "ARE", null, null, false);
        }

        Demographics demographics() {
            if (!Boolean.TRUE.equals(consent)) {
                throw new Refusal(ProblemType.CONSENT_MISSING, "the applicant's consent is needed");
            }
            if (givenEn == null
                    || familyEn == null
                    || givenAr == null
                    || familyAr == null
                    || birthDate == null
                    || sex == null
                    || nationality == null
                    || category == null) {
                throw new Refusal(
                        ProblemType.DEMOGRAPHICS_INVALID,
                        "every field but the health certificate is needed");
            }
            Names names =
                    new Names(new Names.Name(givenEn, familyEn), new Names.Name(givenAr, familyAr));
            return new Demographics(
                    names, date(birthDate), sex, nationality, category, healthCertificate);
        }

        private static LocalDate date(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new Refusal(ProblemType.DEMOGRAPHICS_INVALID, "the date of birth is no date");
            }
        }

        @Override
        public String toString() {
            return "[REDACTED]";
        }
    }

    @GetMapping("/login")
    String login() {
        return "login";
    }

    @GetMapping("/")
    String workList(
            @RequestParam(required = false) Application.@Nullable Status status, Model model) {
        model.addAttribute("filter", status);
        model.addAttribute("statuses", List.of(Application.Status.values()));
        model.addAttribute(
                "lines",
                applications.recent(status, MAX_LINES).stream()
                        .map(line -> new Line(line, standings.of(line.application()).sequence()))
                        .toList());
        return "work";
    }

    record Line(Applications.WorkItem item, @Nullable Long number) {}

    @GetMapping("/applications/new")
    String blank(Model model) {
        model.addAttribute("form", Form.empty());
        return form(model);
    }

    @PostMapping("/applications")
    String open(@ModelAttribute("form") Form form, Principal who, Model model) {
        try {
            Acting operator = Acting.as(Role.OPERATOR, who);
            Application.Capturing opened =
                    transactions.call(() -> applications.open(form.demographics(), operator));
            return "redirect:/applications/" + opened.id();
        } catch (Refusal refusal) {
            model.addAttribute("refusal", Told.of(refusal));
            return form(model);
        }
    }

    private static String form(Model model) {
        model.addAttribute("sexes", List.of(Sex.values()));
        model.addAttribute("categories", List.of(Category.values()));
        return "new";
    }
}
