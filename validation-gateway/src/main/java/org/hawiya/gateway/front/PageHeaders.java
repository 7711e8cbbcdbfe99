package org.hawiya.gateway.front;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.hawiya.gateway.GatewaySettings;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/** What every answer tells a browser: no script, no frame, no referrer, encrypted only. */
@Component
public class PageHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
                    + "base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private final GatewaySettings settings;

    PageHeaders(GatewaySettings settings) {
        this.settings = settings;
    }

    /**
     * Lets a form of this page end at the relying party: browsers hold {@code form-action} also
     * against the redirect that follows a form.
     */
    public static void allowFormsToEndAt(URI relyingParty, HttpServletResponse response) {
        String origin = relyingParty.getScheme() + "://" + relyingParty.getRawAuthority();
        response.setHeader("Content-Security-Policy", POLICY + " " + origin);
    }

    @Override
    public void customize(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(
                        opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(
                        resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), microphone=(), geolocation=(), usb=()"));
        long seconds = settings.strictTransportSecurity().toSeconds();
        if (seconds > 0) {
            headers.httpStrictTransportSecurity(hsts -> hsts.maxAgeInSeconds(seconds));
        } else {
            headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable);
        }
    }
}
