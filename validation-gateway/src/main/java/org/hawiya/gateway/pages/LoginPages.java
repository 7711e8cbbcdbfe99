package org.hawiya.gateway.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import org.hawiya.gateway.GatewaySettings;
import org.hawiya.gateway.front.PageHeaders;
import org.hawiya.gateway.login.BrowserCookie;
import org.hawiya.gateway.login.ClientRedirect;
import org.hawiya.gateway.login.Login;
import org.hawiya.gateway.login.LoginId;
import org.hawiya.gateway.login.LoginRequest;
import org.hawiya.gateway.login.Logins;
import org.hawiya.gateway.party.RelyingParties;
import org.hawiya.gateway.party.Scope;
import org.hawiya.gateway.secret.Digest;
import org.hawiya.gateway.secret.Secret;
import org.hawiya.gateway.session.CardSession;
import org.hawiya.gateway.session.CardSessions;
import org.hawiya.gateway.session.Failure;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Who asks, then the card, then back: the three steps of a login. */
@Controller
class LoginPages {
    private final Logins logins;
    private final CardSessions sessions;
    private final RelyingParties parties;
    private final GatewaySettings settings;

    LoginPages(
            Logins logins,
            CardSessions sessions,
            RelyingParties parties,
            GatewaySettings settings) {
        this.logins = logins;
        this.sessions = sessions;
        this.parties = parties;
        this.settings = settings;
    }

    /** The page that belongs to an address is not there, or not for this browser. */
    static final class LoginGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A login as its own browser sees it. */
    private record Visit(Secret browser, Login login) {
        LoginRequest request() {
            return login.request();
        }

        /** Stands in every form, so that no other site can send one. */
        String formSecret() {
            return browser.derived("form", request().id().toString()).text();
        }

        String path(String rest) {
            return "/login/" + request().id() + rest;
        }
    }

    @GetMapping("/login/{id}")
    Object ask(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Visit visit = visit(id, request, response);
        if (!(visit.login instanceof Login.Asked)) {
            return seeOther(visit.path("/card"));
        }
        describe(visit, model);
        return "asked";
    }

    @PostMapping("/login/{id}/acceptance")
    View accept(
            @PathVariable String id,
            @RequestParam("form") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visit visit = sent(id, form, request, response);
        if (visit.login instanceof Login.Asked asked && logins.accept(asked)) {
            visit = visit(id, request, response);
            openSession(visit);
        }
        return seeOther(visit.path("/card"));
    }

    @PostMapping("/login/{id}/attempts")
    View tryAgain(
            @PathVariable String id,
            @RequestParam("form") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visit visit = sent(id, form, request, response);
        boolean over =
                sessions.latest(visit.request().id())
                        .filter(CardSession.Failed.class::isInstance)
                        .isPresent();
        if (over) {
            openSession(visit);
        }
        return seeOther(visit.path("/card"));
    }

    @PostMapping("/login/{id}/refusal")
    View refuse(
            @PathVariable String id,
            @RequestParam("form") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visit visit = sent(id, form, request, response);
        switch (visit.login) {
            case Login.Asked asked -> logins.refuse(asked.refuse());
            case Login.Accepted accepted -> logins.refuse(accepted.refuse());
            case Login.Verified verified -> {}
            case Login.Answered answered -> throw new LoginGoneException();
            case Login.Refused refused -> {}
        }
        LoginRequest asked = visit.request();
        return seeOther(
                ClientRedirect.error(
                        asked.redirectUri(),
                        "access_denied",
                        "the resident refused",
                        asked.state(),
                        settings.issuer()));
    }

    @GetMapping("/login/{id}/card")
    Object card(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Visit visit = visit(id, request, response);
        return switch (visit.login) {
            case Login.Asked asked -> seeOther(visit.path(""));
            case Login.Accepted accepted -> reader(visit, accepted, model);
            case Login.Verified verified ->
                    seeOther("/oauth2/authorize?" + visit.request().query());
            case Login.Answered answered -> ended("used", response, model);
            case Login.Refused refused -> ended("refused", response, model);
        };
    }

    @ExceptionHandler
    String gone(LoginGoneException e, HttpServletResponse response, Model model) {
        return ended("gone", response, model);
    }

    private String reader(Visit visit, Login.Accepted login, Model model) {
        CardSession session =
                sessions.latest(visit.request().id()).orElseThrow(LoginGoneException::new);
        describe(visit, model);
        return switch (session) {
            case CardSession.Waiting waiting -> waiting(visit, waiting.facts(), model);
            case CardSession.Connected connected -> running(connected.facts(), model);
            case CardSession.CardKnown known -> running(known.facts(), model);
            // Its login is verified in the same transaction: the next look finds that.
            case CardSession.Succeeded succeeded -> running(succeeded.facts(), model);
            case CardSession.Failed failed -> failed(failed, login, model);
        };
    }

    private String waiting(Visit visit, CardSession.Facts session, Model model) {
        URI issuer = settings.issuer();
        String relay = "wss://" + issuer.getRawAuthority() + "/relay/" + session.id();
        String token = CardSessions.token(visit.browser, session.id()).text();
        model.addAttribute("matchingCode", session.matchingCode());
        model.addAttribute("relay", relay);
        model.addAttribute("token", token);
        model.addAttribute(
                "readerLink",
                new ReaderLink(settings.residentSide(), relay, token, issuer + visit.path("/card"))
                        .address());
        return "card";
    }

    private static String running(CardSession.Facts session, Model model) {
        model.addAttribute("matchingCode", session.matchingCode());
        return "running";
    }

    private static String failed(CardSession.Failed failed, Login.Accepted login, Model model) {
        model.addAttribute("failure", failed.failure().name());
        model.addAttribute("triesLeft", failed.triesLeft());
        model.addAttribute("again", failed.failure().isWorthAnotherTry() && login.hasAttemptLeft());
        model.addAttribute("lost", failed.failure() == Failure.CARD_LOST);
        return "failed";
    }

    private static String ended(String how, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.GONE.value());
        model.addAttribute("ended", how);
        return "ended";
    }

    private void openSession(Visit visit) {
        if (visit.login instanceof Login.Accepted accepted) {
            // Empty when a second click was faster: then its session is the one that is shown.
            var _ = sessions.open(accepted, visit.browser);
        }
    }

    private void describe(Visit visit, Model model) {
        LoginRequest request = visit.request();
        String language = String.valueOf(model.getAttribute("lang"));
        List<String> shown =
                request.scopes().stream()
                        .sorted()
                        .filter(scope -> scope != Scope.OPENID)
                        .map(Scope::value)
                        .toList();
        model.addAttribute("login", request.id().toString());
        model.addAttribute("form", visit.formSecret());
        model.addAttribute("shown", shown);
        model.addAttribute(
                "party", parties.find(request.client()).orElseThrow().name().in(language));
        model.addAttribute("partyHost", request.redirectUri().getHost());
    }

    private Visit visit(String id, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        Secret browser = BrowserCookie.read(request).orElseThrow(LoginGoneException::new);
        Login login =
                LoginId.parse(id)
                        .flatMap(loginId -> logins.find(loginId, browser))
                        .orElseThrow(LoginGoneException::new);
        PageHeaders.allowFormsToEndAt(login.request().redirectUri(), response);
        return new Visit(browser, login);
    }

    private Visit sent(
            String id, String form, HttpServletRequest request, HttpServletResponse response) {
        Visit visit = visit(id, request, response);
        boolean own = Digest.of(form).equals(Digest.of(visit.formSecret()));
        if (!own) {
            throw new LoginGoneException();
        }
        return visit;
    }

    private static View seeOther(String address) {
        var view = new RedirectView(address);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        view.setExpandUriTemplateVariables(false);
        return view;
    }
}
