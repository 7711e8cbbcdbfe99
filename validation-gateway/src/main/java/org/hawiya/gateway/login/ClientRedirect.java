package org.hawiya.gateway.login;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The way back to the relying party (RFC 6749, 4.1.2). Every answer names the provider that gives
 * it (RFC 9207), so that a client of several providers can't be made to mix them up.
 */
public final class ClientRedirect {
    private final StringBuilder address;
    private char separator;

    private ClientRedirect(URI redirectUri) {
        this.address = new StringBuilder(redirectUri.toString());
        this.separator = redirectUri.getRawQuery() == null ? '?' : '&';
    }

    public static String code(URI redirectUri, String code, @Nullable String state, URI issuer) {
        return new ClientRedirect(redirectUri)
                .with("code", code)
                .with("state", state)
                .with("iss", issuer.toString())
                .address
                .toString();
    }

    public static String error(
            URI redirectUri,
            String error,
            @Nullable String description,
            @Nullable String state,
            URI issuer) {
        return new ClientRedirect(redirectUri)
                .with("error", error)
                .with("error_description", description)
                .with("state", state)
                .with("iss", issuer.toString())
                .address
                .toString();
    }

    private ClientRedirect with(String name, @Nullable String value) {
        if (value != null) {
            address.append(separator)
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            separator = '&';
        }
        return this;
    }
}
