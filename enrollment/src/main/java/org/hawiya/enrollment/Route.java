package org.hawiya.enrollment;

import static org.hawiya.enrollment.operators.Role.ADMINISTRATOR;
import static org.hawiya.enrollment.operators.Role.EXAMINER;
import static org.hawiya.enrollment.operators.Role.OPERATOR;
import static org.hawiya.enrollment.operators.Role.SUPERVISOR;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Set;
import org.hawiya.enrollment.operators.Role;
import org.springframework.http.HttpMethod;

/** Who may do what: the only table of it. What is not in it is refused. */
record Route(HttpMethod method, String pattern, Set<Role> roles) {

    /** For other servers and the desk's own programs; HTTP Basic. */
    static final List<Route> API =
            List.of(
                    new Route(POST, "/api/applications", Set.of(OPERATOR)),
                    new Route(GET, "/api/applications/{id}", Set.of(OPERATOR)),
                    new Route(PUT, "/api/applications/{id}/prints/{position}", Set.of(OPERATOR)),
                    new Route(
                            PUT, "/api/applications/{id}/exceptions/{position}", Set.of(OPERATOR)),
                    new Route(
                            POST, "/api/applications/{id}/exceptions/approval", Set.of(SUPERVISOR)),
                    new Route(POST, "/api/applications/{id}/submission", Set.of(OPERATOR)),
                    new Route(GET, "/api/cases", Set.of(EXAMINER)),
                    new Route(GET, "/api/cases/{id}", Set.of(EXAMINER)),
                    new Route(GET, "/api/cases/{id}/prints/{number}/{position}", Set.of(EXAMINER)),
                    new Route(POST, "/api/cases/{id}/decision", Set.of(EXAMINER)),
                    new Route(POST, "/api/blank-cards", Set.of(ADMINISTRATOR)),
                    new Route(POST, "/api/identities/{number}/cards", Set.of(OPERATOR)),
                    new Route(GET, "/api/cards/{id}", Set.of(OPERATOR)),
                    new Route(POST, "/api/cards/{id}/loss", Set.of(OPERATOR)));

    /** For people at a screen; a session after a form. */
    static final List<Route> PAGES =
            List.of(
                    new Route(GET, "/", Set.of(OPERATOR, SUPERVISOR, EXAMINER)),
                    new Route(GET, "/applications/new", Set.of(OPERATOR)),
                    new Route(POST, "/applications", Set.of(OPERATOR)),
                    new Route(GET, "/applications/{id}", Set.of(OPERATOR, SUPERVISOR)),
                    new Route(POST, "/applications/{id}/prints", Set.of(OPERATOR)),
                    new Route(POST, "/applications/{id}/exceptions", Set.of(OPERATOR)),
                    new Route(POST, "/applications/{id}/approval", Set.of(SUPERVISOR)),
                    new Route(POST, "/applications/{id}/submission", Set.of(OPERATOR)),
                    new Route(POST, "/applications/{id}/cards", Set.of(OPERATOR)),
                    new Route(POST, "/applications/{id}/cards/{card}/loss", Set.of(OPERATOR)),
                    new Route(GET, "/cases", Set.of(EXAMINER)),
                    new Route(GET, "/cases/{id}", Set.of(EXAMINER)),
                    new Route(GET, "/cases/{id}/prints/{number}/{position}", Set.of(EXAMINER)),
                    new Route(POST, "/cases/{id}/decision", Set.of(EXAMINER)));

    String[] roleNames() {
        return roles.stream().map(Enum::name).toArray(String[]::new);
    }
}
