package org.hawiya.enrollment.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ProblemDetail;

/**
 * Puts refusals into RFC 9457's words; the title in the client's language, the detail for its
 * developer.
 */
public final class ProblemAnswers {
    private static final String TYPE = "urn:hawiya:problem:";
    private final MessageSource messages;

    ProblemAnswers(MessageSource messages) {
        this.messages = messages;
    }

    /** Whether the request came from a program: it is answered in JSON, a person with a page. */
    public static boolean isForPrograms(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/feed") || path.startsWith("/relay/");
    }

    public ProblemDetail detail(ProblemType type, @Nullable String detail, Locale locale) {
        ProblemDetail problem = ProblemDetail.forStatus(type.status());
        problem.setType(URI.create(TYPE + type.slug()));
        problem.setTitle(title(type, locale));
        problem.setDetail(detail);
        problem.setInstance(URI.create("urn:uuid:" + UUID.randomUUID()));
        return problem;
    }

    public String title(ProblemType type, Locale locale) {
        return messages.getMessage("problem." + type.slug(), new Object[0], locale);
    }
}
