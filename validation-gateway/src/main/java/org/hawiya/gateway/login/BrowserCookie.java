package org.hawiya.gateway.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.hawiya.gateway.secret.Secret;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The secret that makes a login belong to one browser.
 *
 * <p>{@code __Host-} keeps other hosts and plain HTTP from setting it. {@code Lax}, not {@code
 * Strict}: the resident comes here by a link of the e-service, and a strict cookie would stay away
 * on that visit.
 */
public final class BrowserCookie {
    private static final String NAME = "__Host-hawiya-browser";

    private BrowserCookie() {}

    public static Optional<Secret> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(NAME) && Secret.isValid(cookie.getValue())) {
                return Optional.of(new Secret(cookie.getValue()));
            }
        }
        return Optional.empty();
    }

    /** Until the browser is closed. */
    public static void write(HttpServletResponse response, Secret secret) {
        ResponseCookie cookie =
                ResponseCookie.from(NAME, secret.text())
                        .secure(true)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .path("/")
                        .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
