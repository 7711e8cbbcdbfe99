package org.hawiya.gateway.pages;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The way to the resident's own reader, which opens the relay and comes back. */
record ReaderLink(URI residentSide, String relay, String token, String back) {

    String address() {
        return residentSide
                + (residentSide.getRawQuery() == null ? "?" : "&")
                + "relay="
                + encoded(relay)
                + "&token="
                + encoded(token)
                + "&return="
                + encoded(back);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ReaderLink[REDACTED]";
    }
}
