package org.hawiya.gateway.openid;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hawiya.gateway.login.BrowserCookie;
import org.hawiya.gateway.login.Logins;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises the browser that comes back with card and finger verified for exactly this request.
 *
 * <p>There is no signed-in session: each request of an e-service is one card and one finger, and
 * the answer is taken here, once.
 */
final class CardFingerFilter extends OncePerRequestFilter {
    private final Logins logins;

    CardFingerFilter(Logins logins) {
        this.logins = logins;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(AuthorizationQuery.PATH);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BrowserCookie.read(request)
                .flatMap(browser -> logins.answer(browser, AuthorizationQuery.of(request)))
                .ifPresent(login -> {
                    var context = SecurityContextHolder.createEmptyContext();
                    context.setAuthentication(
                            new CardFingerAuthentication(login.person(), login.at()));
                    SecurityContextHolder.setContext(context);
                });
        chain.doFilter(request, response);
    }
}
