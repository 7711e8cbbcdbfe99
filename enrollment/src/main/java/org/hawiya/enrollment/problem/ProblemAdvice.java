package org.hawiya.enrollment.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.hawiya.enrollment.journal.UnrecordedActException;
import org.hawiya.enrollment.vault.ErasedPersonException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The one place where what went wrong becomes an answer. */
@ControllerAdvice
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private final ProblemAnswers problems;

    ProblemAdvice(ProblemAnswers problems) {
        this.problems = problems;
    }

    @ExceptionHandler(Exception.class)
    Object answer(Exception failure, HttpServletRequest request, Locale locale) {
        ProblemType type = typeOf(failure);
        String detail = failure instanceof Refusal refusal ? refusal.getMessage() : null;
        ProblemDetail problem = problems.detail(type, detail, locale);
        if (type.status() >= 500) {
            // The class only: a message may quote what somebody typed.
            LOG.error(
                    "{} {}: {} at {}",
                    type.slug(),
                    problem.getInstance(),
                    failure.getClass().getName(),
                    origin(failure));
            LOG.debug("{}", problem.getInstance(), failure);
        }
        return ProblemAnswers.isForPrograms(request) ? json(problem, type) : page(problem, type);
    }

    private static ProblemType typeOf(Exception failure) {
        return switch (failure) {
            case Refusal refusal -> refusal.type();
            case UnrecordedActException ignored -> ProblemType.LEDGER_UNAVAILABLE;
            case ErasedPersonException ignored -> ProblemType.NOT_FOUND;
            case MaxUploadSizeExceededException ignored -> ProblemType.TOO_LARGE;
            case NoResourceFoundException ignored -> ProblemType.NOT_FOUND;
            case HttpRequestMethodNotSupportedException ignored -> ProblemType.METHOD_NOT_SUPPORTED;
            case HttpMediaTypeNotSupportedException ignored -> ProblemType.MEDIA_TYPE_NOT_SUPPORTED;
            case HttpMessageNotReadableException ignored -> ProblemType.MALFORMED_REQUEST;
            case CannotCreateTransactionException ignored -> ProblemType.UNAVAILABLE;
            case TransientDataAccessException ignored -> ProblemType.UNAVAILABLE;
            case ErrorResponse response when response.getStatusCode().is4xxClientError() ->
                    ProblemType.MALFORMED_REQUEST;
            default -> ProblemType.INTERNAL;
        };
    }

    private static ResponseEntity<ProblemDetail> json(ProblemDetail problem, ProblemType type) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(type.status())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (type.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header("Retry-After", "2");
        }
        return answer.body(problem);
    }

    private static ModelAndView page(ProblemDetail problem, ProblemType type) {
        ModelAndView page = new ModelAndView("problem", HttpStatus.valueOf(type.status()));
        page.addObject("problem", problem);
        return page;
    }

    private static @Nullable StackTraceElement origin(Exception failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("org.hawiya.")) {
                return frame;
            }
        }
        return null;
    }
}
