package org.hawiya.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A browser without a script engine: cookies, redirects within the gateway, forms. */
final class Browser implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;

    private final String gateway;
    private final HttpClient http;

    Browser(SSLContext tls, URI gateway) {
        this.gateway = gateway.toString();
        this.http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                        .build();
    }

    /**
     * A page, or the redirect that leaves the gateway.
     *
     * @param address where it is, or where it leads
     */
    record Page(URI address, int status, String html) {
        /** An attribute's value, with the entities that a browser would resolve. */
        String attribute(String name) {
            Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(html);
            if (!matcher.find()) {
                throw new AssertionError("no " + name + " in " + html);
            }
            return matcher.group(1).replace("&amp;", "&");
        }

        boolean has(String text) {
            return html.contains(text);
        }

        /** A parameter of the address. */
        String parameter(String name) {
            Matcher matcher =
                    Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address.toString());
            if (!matcher.find()) {
                throw new AssertionError("no " + name + " in " + address);
            }
            return java.net.URLDecoder.decode(
                    matcher.group(1), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    Page open(URI address) {
        return follow(HttpRequest.newBuilder(address));
    }

    /** Presses the button of this value, with its form's hidden field. */
    Page press(Page page, String button) {
        Matcher form =
                Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL)
                        .matcher(page.html());
        while (form.find()) {
            if (form.group(2).contains("value=\"" + button + "\"")) {
                Matcher hidden =
                        Pattern.compile("name=\"form\" value=\"([^\"]*)\"").matcher(form.group(2));
                String body = hidden.find() ? "form=" + hidden.group(1) : "";
                return follow(
                        HttpRequest.newBuilder(URI.create(gateway + form.group(1)))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
            }
        }
        throw new AssertionError("no button " + button + " in " + page.html());
    }

    private Page follow(HttpRequest.Builder first) {
        HttpRequest.Builder request = first;
        for (int step = 0; step < MAX_REDIRECTS; step++) {
            HttpResponse<String> response = send(request.header("Accept", "text/html").build());
            String location = response.headers().firstValue("Location").orElse(null);
            if (location == null) {
                return new Page(response.uri(), response.statusCode(), response.body());
            }
            URI next = response.uri().resolve(location);
            if (!next.toString().startsWith(gateway)) {
                return new Page(next, response.statusCode(), "");
            }
            request = HttpRequest.newBuilder(next);
        }
        throw new AssertionError("too many redirects");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
