package org.hawiya.enrollment.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.ApplicationId;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.capture.CaptureException;
import org.hawiya.enrollment.capture.CapturedPrint;
import org.hawiya.enrollment.capture.Captures;
import org.hawiya.enrollment.capture.ExceptionReason;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.deduplication.Deduplication;
import org.hawiya.enrollment.deduplication.Standings;
import org.hawiya.enrollment.issuance.Card;
import org.hawiya.enrollment.issuance.CardId;
import org.hawiya.enrollment.issuance.CardOrders;
import org.hawiya.enrollment.issuance.Cards;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.operators.Role;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One application from its first print to its cards. Every button answers with the page again, and
 * with the reason if refused.
 */
@Controller
class ApplicationPages {
    private final Applications applications;
    private final Captures captures;
    private final Deduplication deduplication;
    private final Standings standings;
    private final Identities identities;
    private final Cards cards;
    private final CardOrders orders;
    private final Transactions transactions;
    private final Journal journal;

    ApplicationPages(
            Applications applications,
            Captures captures,
            Deduplication deduplication,
            Standings standings,
            Identities identities,
            Cards cards,
            CardOrders orders,
            Transactions transactions,
            Journal journal) {
        this.applications = applications;
        this.captures = captures;
        this.deduplication = deduplication;
        this.standings = standings;
        this.identities = identities;
        this.cards = cards;
        this.orders = orders;
        this.transactions = transactions;
        this.journal = journal;
    }

    /** A row of the table of fingers. */
    record Finger(
            FingerPosition position,
            @Nullable CapturedPrint print,
            @Nullable CaptureException exception) {}

    /** A row of the table of cards. */
    record CardLine(Card card, @Nullable String serial) {}

    @GetMapping("/applications/{id}")
    String show(@PathVariable UUID id, HttpServletRequest request, Principal who, Model model) {
        Application application = applications.find(new ApplicationId(id));
        Role role = request.isUserInRole(Role.OPERATOR.name()) ? Role.OPERATOR : Role.SUPERVISOR;
        transactions.run(() ->
                journal.record(
                        LedgerEvent.APPLICATION_VIEWED,
                        application.person(),
                        Acting.as(role, who).actor(),
                        Detail.none()));
        model.addAttribute(
                "file", application); // "application" means the servlet context to Thymeleaf
        model.addAttribute("standing", standings.of(application));
        model.addAttribute("person", applications.demographics(application));
        model.addAttribute("child", captures.isChild(application));
        model.addAttribute("fingers", fingers(application));
        model.addAttribute("positions", List.of(FingerPosition.values()));
        model.addAttribute("reasons", List.of(ExceptionReason.values()));
        model.addAttribute("cards", cardLines(application));
        return "application";
    }

    @PostMapping("/applications/{id}/prints")
    String print(
            @PathVariable UUID id,
            @RequestParam FingerPosition position,
            @RequestParam(defaultValue = "500") int dpi,
            @RequestParam MultipartFile file,
            Principal who,
            RedirectAttributes told)
            throws IOException {
        byte[] image = file.getBytes();
        return back(
                id,
                told,
                () -> {
                    Captures.MeasuredImage measured = captures.measure(image, dpi);
                    transactions.call(() ->
                            captures.put(
                                    new ApplicationId(id),
                                    position,
                                    measured,
                                    Acting.as(Role.OPERATOR, who)));
                });
    }

    @PostMapping("/applications/{id}/exceptions")
    String except(
            @PathVariable UUID id,
            @RequestParam FingerPosition position,
            @RequestParam ExceptionReason reason,
            @RequestParam(defaultValue = "") String note,
            Principal who,
            RedirectAttributes told) {
        return back(
                id,
                told,
                () ->
                        transactions.call(() ->
                                captures.except(
                                        new ApplicationId(id),
                                        position,
                                        reason,
                                        note,
                                        Acting.as(Role.OPERATOR, who))));
    }

    @PostMapping("/applications/{id}/approval")
    String approve(@PathVariable UUID id, Principal who, RedirectAttributes told) {
        return back(
                id,
                told,
                () ->
                        transactions.call(() ->
                                captures.approve(
                                        new ApplicationId(id), Acting.as(Role.SUPERVISOR, who))));
    }

    /** The page itself is the key: pressing the button twice submits once. */
    @PostMapping("/applications/{id}/submission")
    String submit(@PathVariable UUID id, Principal who, RedirectAttributes told) {
        return back(
                id,
                told,
                () ->
                        deduplication.submit(
                                new ApplicationId(id),
                                "page/" + id,
                                Acting.as(Role.OPERATOR, who)));
    }

    @PostMapping("/applications/{id}/cards")
    String order(
            @PathVariable UUID id,
            HttpServletRequest request,
            Principal who,
            RedirectAttributes told) {
        return back(
                id,
                told,
                () -> {
                    Application application = applications.find(new ApplicationId(id));
                    CardOrders.Order order =
                            transactions.call(() ->
                                    orders.order(
                                            identities
                                                    .find(application.person())
                                                    .orElseThrow(ApplicationPages::noIdentity),
                                            Acting.as(Role.OPERATOR, who)));
                    told.addFlashAttribute(
                            "relay",
                            order.relayAt(request.getServerName(), request.getServerPort()));
                    told.addFlashAttribute("token", order.token());
                });
    }

    @PostMapping("/applications/{id}/cards/{card}/loss")
    String loss(
            @PathVariable UUID id,
            @PathVariable UUID card,
            Principal who,
            RedirectAttributes told) {
        return back(
                id,
                told,
                () ->
                        transactions.call(() ->
                                cards.reportLost(new CardId(card), Acting.as(Role.OPERATOR, who))));
    }

    private static String back(UUID id, RedirectAttributes told, Runnable act) {
        try {
            act.run();
        } catch (Refusal refusal) {
            told.addFlashAttribute("refusal", Told.of(refusal));
        }
        return "redirect:/applications/" + id;
    }

    private List<Finger> fingers(Application application) {
        Map<FingerPosition, CapturedPrint> prints =
                captures.prints(application.id()).stream()
                        .collect(Collectors.toMap(CapturedPrint::position, Function.identity()));
        Map<FingerPosition, CaptureException> exceptions =
                captures.exceptions(application.id()).stream()
                        .collect(Collectors.toMap(CaptureException::position, Function.identity()));
        return Arrays.stream(FingerPosition.values())
                .map(position ->
                        new Finger(position, prints.get(position), exceptions.get(position)))
                .toList();
    }

    private List<CardLine> cardLines(Application application) {
        return cards.ofPerson(application.person()).stream()
                .map(card ->
                        new CardLine(
                                card,
                                Optional.of(card)
                                        .flatMap(Card::serial)
                                        .map(CardSerial::toHex)
                                        .orElse(null)))
                .toList();
    }

    private static Refusal noIdentity() {
        return new Refusal(ProblemType.IDENTITY_NOT_ACTIVE, "the application has no identity yet");
    }
}
