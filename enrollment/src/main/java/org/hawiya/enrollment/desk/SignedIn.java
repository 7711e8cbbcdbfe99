package org.hawiya.enrollment.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.hawiya.enrollment.operators.Role;
import org.jspecify.annotations.Nullable;

/** Whoever reads the page, and what it should offer them. */
public record SignedIn(String name, boolean operator, boolean supervisor, boolean examiner) {

    static @Nullable SignedIn of(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            return null;
        }
        return new SignedIn(
                principal.getName(),
                request.isUserInRole(Role.OPERATOR.name()),
                request.isUserInRole(Role.SUPERVISOR.name()),
                request.isUserInRole(Role.EXAMINER.name()));
    }
}
