package org.hawiya.enrollment.capture;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.enrollment.application.ApplicationId;
import org.hawiya.enrollment.idempotency.Idempotent;
import org.hawiya.enrollment.idempotency.Reply;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.operators.Role;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CaptureController {
    private final Captures captures;
    private final Idempotent idempotent;

    CaptureController(Captures captures, Idempotent idempotent) {
        this.captures = captures;
        this.idempotent = idempotent;
    }

    record PrintReply(int position, int quality, int minutiae, @Nullable Integer sameFingerAs) {
        static PrintReply of(CapturedPrint print) {
            FingerPosition same = print.sameFingerAs();
            return new PrintReply(
                    print.position().code(),
                    print.quality(),
                    print.minutiae(),
                    same == null ? null : same.code());
        }
    }

    record ExceptionForm(@Nullable ExceptionReason reason, @Nullable String note) {}

    record ExceptionReply(int position, ExceptionReason reason, boolean approved) {
        static ExceptionReply of(CaptureException exception) {
            return new ExceptionReply(
                    exception.position().code(),
                    exception.reason(),
                    exception.approvedBy() != null);
        }
    }

    record ApprovalReply(List<ExceptionReply> exceptions) {}

    @PutMapping("/api/applications/{id}/prints/{position}")
    ResponseEntity<byte[]> print(
            @PathVariable UUID id,
            @PathVariable int position,
            @RequestParam(defaultValue = "500") int dpi,
            HttpServletRequest request,
            Principal who)
            throws IOException {
        FingerPosition finger = finger(position);
        byte[] file = request.getInputStream().readNBytes(ImageCodec.MAX_FILE_BYTES + 1);
        if (file.length > ImageCodec.MAX_FILE_BYTES) {
            throw new Refusal(
                    ProblemType.TOO_LARGE,
                    "an image has at most " + ImageCodec.MAX_FILE_BYTES + " bytes");
        }
        Captures.MeasuredImage image = captures.measure(file, dpi);
        return idempotent.once(
                request,
                who,
                file,
                () ->
                        Reply.ok(
                                PrintReply.of(
                                        captures.put(
                                                new ApplicationId(id),
                                                finger,
                                                image,
                                                Acting.as(Role.OPERATOR, who)))));
    }

    @PutMapping("/api/applications/{id}/exceptions/{position}")
    ResponseEntity<byte[]> exception(
            @PathVariable UUID id,
            @PathVariable int position,
            @RequestBody ExceptionForm form,
            HttpServletRequest request,
            Principal who) {
        FingerPosition finger = finger(position);
        ExceptionReason reason = form.reason();
        if (reason == null) {
            throw new Refusal(
                    ProblemType.REASON_MISSING,
                    "a reason is needed: AMPUTATED, BANDAGED, DAMAGED, NOT_CAPTURED");
        }
        String note = form.note() == null ? "" : form.note();
        return idempotent.once(
                request,
                who,
                form,
                () ->
                        Reply.ok(
                                ExceptionReply.of(
                                        captures.except(
                                                new ApplicationId(id),
                                                finger,
                                                reason,
                                                note,
                                                Acting.as(Role.OPERATOR, who)))));
    }

    @PostMapping("/api/applications/{id}/exceptions/approval")
    ResponseEntity<byte[]> approval(
            @PathVariable UUID id, HttpServletRequest request, Principal who) {
        return idempotent.once(
                request,
                who,
                (Record) null,
                () ->
                        Reply.ok(
                                new ApprovalReply(
                                        captures
                                                .approve(
                                                        new ApplicationId(id),
                                                        Acting.as(Role.SUPERVISOR, who))
                                                .stream()
                                                .map(ExceptionReply::of)
                                                .toList())));
    }

    private static FingerPosition finger(int code) {
        if (code < 1 || code > 10) {
            throw new Refusal(ProblemType.POSITION_INVALID, "a finger position is 1 to 10");
        }
        return FingerPosition.ofCode(code);
    }
}
