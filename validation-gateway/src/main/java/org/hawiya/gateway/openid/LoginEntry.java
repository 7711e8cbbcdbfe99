package org.hawiya.gateway.openid;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hawiya.gateway.GatewaySettings;
import org.hawiya.gateway.login.BrowserCookie;
import org.hawiya.gateway.login.ClientRedirect;
import org.hawiya.gateway.login.LoginId;
import org.hawiya.gateway.login.Logins;
import org.hawiya.gateway.party.RelyingParties;
import org.hawiya.gateway.party.RelyingParty;
import org.hawiya.gateway.party.Scope;
import org.hawiya.gateway.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Starts a login for a request that the provider has already found in order. */
@Component
class LoginEntry implements AuthenticationEntryPoint {
    private static final int MAX_QUERY_LENGTH = 4_000;
    private static final int MAX_LANGUAGES = 10;

    private final Logins logins;
    private final RelyingParties parties;
    private final GatewaySettings settings;

    LoginEntry(Logins logins, RelyingParties parties, GatewaySettings settings) {
        this.logins = logins;
        this.parties = parties;
        this.settings = settings;
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        String query = AuthorizationQuery.of(request);
        Optional<RelyingParty> party =
                Optional.ofNullable(request.getParameter("client_id")).flatMap(parties::find);
        if (party.isEmpty() || query.length() > MAX_QUERY_LENGTH) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return;
        }
        if ("none".equals(request.getParameter("prompt"))) {
            refuseSilently(request, response, party.get());
            return;
        }
        Secret browser = BrowserCookie.read(request).orElseGet(Secret::random);
        LoginId login =
                logins.begin(
                        browser,
                        party.get().id(),
                        query,
                        redirectUri(request, party.get()),
                        request.getParameter("state"),
                        scopes(request.getParameter("scope")));
        BrowserCookie.write(response, browser);
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader("Location", "/login/" + login + language(request));
    }

    /** Nobody is ever signed in beforehand (OpenID Connect Core, 3.1.2.6). */
    private void refuseSilently(
            HttpServletRequest request, HttpServletResponse response, RelyingParty party) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(
                "Location",
                ClientRedirect.error(
                        redirectUri(request, party),
                        "login_required",
                        null,
                        request.getParameter("state"),
                        settings.issuer()));
    }

    private static URI redirectUri(HttpServletRequest request, RelyingParty party) {
        String asked = request.getParameter("redirect_uri");
        return asked == null ? party.redirectUris().getFirst() : URI.create(asked);
    }

    private static Set<Scope> scopes(@Nullable String scope) {
        return Arrays.stream((scope == null ? "" : scope).split(" ", -1))
                .flatMap(value -> Scope.of(value).stream())
                .collect(Collectors.toSet());
    }

    /** OpenID Connect Core, 3.1.2.1: the first of the wanted languages that we speak. */
    private static String language(HttpServletRequest request) {
        String wanted = request.getParameter("ui_locales");
        for (String tag : (wanted == null ? "" : wanted).split(" ", MAX_LANGUAGES)) {
            String language = tag.split("-", 2)[0];
            if (language.equals("ar") || language.equals("en")) {
                return "?lang=" + language;
            }
        }
        return "";
    }
}
