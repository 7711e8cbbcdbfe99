package example.eservice;

import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;

/** The service's two pages and its published keys. */
@Controller
class Pages {

    private final ClientKeys keys;

    Pages(ClientKeys keys) {
        this.keys = keys;
    }

    @ModelAttribute
    void frame(Model model, Locale locale) {
        boolean arabic = locale.getLanguage().equals("ar");
        model.addAttribute("lang", arabic ? "ar" : "en");
        model.addAttribute("dir", arabic ? "rtl" : "ltr");
        model.addAttribute("otherLang", arabic ? "en" : "ar");
    }

    @GetMapping("/")
    String welcome() {
        return "welcome";
    }

    @GetMapping(path = "/me", produces = MediaType.TEXT_HTML_VALUE)
    String permit(@AuthenticationPrincipal OidcUser visitor, Model model) {
        model.addAttribute("visitor", visitor);
        return "permit";
    }

    /**
     * The verified claims for a program: the ID token has been decrypted, and its signature,
     * issuer, audience, nonce and time were checked.
     */
    @GetMapping(path = "/me", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    VerifiedClaims claims(@AuthenticationPrincipal OidcUser visitor) {
        return VerifiedClaims.of(visitor);
    }

    @GetMapping(path = "/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String publishedKeys() {
        return keys.publicSet();
    }
}
