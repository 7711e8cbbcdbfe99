package org.hawiya.gateway.openid;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.hawiya.gateway.login.ClientRedirect;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** Sends the browser back with the code or the error, and in both cases with this issuer's name. */
final class AuthorizationAnswers {
    private final URI issuer;

    AuthorizationAnswers(URI issuer) {
        this.issuer = issuer;
    }

    void succeed(HttpServletRequest request, HttpServletResponse response, Authentication result) {
        var answer = (OAuth2AuthorizationCodeRequestAuthenticationToken) result;
        OAuth2AuthorizationCode code = Objects.requireNonNull(answer.getAuthorizationCode());
        String redirectUri = Objects.requireNonNull(answer.getRedirectUri());
        redirect(
                response,
                ClientRedirect.code(
                        URI.create(redirectUri), code.getTokenValue(), answer.getState(), issuer));
    }

    void fail(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        var refused = (OAuth2AuthorizationCodeRequestAuthenticationException) e;
        var asked = refused.getAuthorizationCodeRequestAuthentication();
        String redirectUri = asked == null ? null : asked.getRedirectUri();
        if (asked == null || redirectUri == null) {
            // Whoever sent the browser here is not known: it is not sent anywhere.
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return;
        }
        OAuth2Error error = refused.getError();
        redirect(
                response,
                ClientRedirect.error(
                        URI.create(redirectUri),
                        error.getErrorCode(),
                        printable(error.getDescription()),
                        asked.getState(),
                        issuer));
    }

    private static void redirect(HttpServletResponse response, String address) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader("Location", address);
        response.setHeader("Cache-Control", "no-store");
    }

    private static @Nullable String printable(@Nullable String description) {
        return description == null || description.isBlank() ? null : description;
    }
}
