package org.hawiya.gateway.openid;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** An authorization request in one form, however its parameters were ordered or sent. */
final class AuthorizationQuery {
    static final String PATH = "/oauth2/authorize";

    private AuthorizationQuery() {}

    static String of(HttpServletRequest request) {
        var query = new StringBuilder();
        new TreeMap<>(request.getParameterMap())
                .forEach((name, values) -> {
                    for (String value : values) {
                        query.append(query.isEmpty() ? "" : "&")
                                .append(encoded(name))
                                .append('=')
                                .append(encoded(value));
                    }
                });
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
