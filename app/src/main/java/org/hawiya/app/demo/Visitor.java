package org.hawiya.app.demo;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

/**
 * A person in front of a browser without JavaScript: follows redirects by hand, keeps cookies,
 * fills in forms. One visit, one object; not thread-safe.
 */
final class Visitor implements AutoCloseable {
    private static final int MAX_REDIRECTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;

    /** A page as it was shown, after the redirects. */
    record Page(URI address, int status, Document html) {}

    Visitor(SSLContext trust) {
        this.client =
                HttpClient.newBuilder()
                        .sslContext(trust)
                        .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(PATIENCE)
                        .build();
    }

    Page open(URI address) {
        return follow(HttpRequest.newBuilder(address).header("Accept", "text/html").GET().build());
    }

    /** What the address answers to a program in the same session: JSON, no redirect followed. */
    HttpResponse<String> json(URI address) {
        return send(
                HttpRequest.newBuilder(address)
                        .header("Accept", "application/json")
                        .timeout(PATIENCE)
                        .GET()
                        .build());
    }

    /**
     * Presses the button {@code selector} of the page: sends its form with all hidden fields and
     * the button's own name and value.
     */
    Page press(Page page, String selector) {
        Element button = page.html().selectFirst(selector);
        if (button == null) {
            throw new CommandFailure(
                    ExitCode.SERVER,
                    "the page "
                            + withoutQuery(page.address())
                            + " has no "
                            + selector
                            + ": "
                            + page.html().title());
        }
        FormElement form = (FormElement) button.closest("form");
        if (form == null) {
            return open(URI.create(button.absUrl("href")));
        }
        Map<String, String> fields = new LinkedHashMap<>();
        form.formData().forEach(pair -> fields.put(pair.key(), pair.value()));
        if (button.hasAttr("name")) {
            fields.put(button.attr("name"), button.attr("value"));
        }
        URI target =
                URI.create(
                        form.hasAttr("action") ? form.absUrl("action") : page.address().toString());
        String body =
                fields.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        if (form.attr("method").equalsIgnoreCase("post")) {
            return follow(
                    HttpRequest.newBuilder(target)
                            .header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Origin", origin(page.address()))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build());
        }
        return open(URI.create(withoutQuery(target) + "?" + body));
    }

    private Page follow(HttpRequest first) {
        HttpRequest request = first;
        for (int hops = 0; hops < MAX_REDIRECTS; hops++) {
            HttpResponse<String> response = send(request);
            if (response.statusCode() / 100 != 3) {
                return new Page(
                        response.uri(),
                        response.statusCode(),
                        Jsoup.parse(response.body(), response.uri().toString()));
            }
            String location = response.headers().firstValue("Location").orElseThrow();
            request =
                    HttpRequest.newBuilder(response.uri().resolve(location))
                            .header("Accept", "text/html")
                            .GET()
                            .build();
        }
        throw new CommandFailure(
                ExitCode.SERVER, "too many redirects at " + withoutQuery(request.uri()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.SERVER, withoutQuery(request.uri()) + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    /** Codes and tokens travel in queries: never in a message. */
    private static String withoutQuery(URI address) {
        return origin(address) + address.getPath();
    }

    @Override
    public void close() {
        client.close();
    }
}
