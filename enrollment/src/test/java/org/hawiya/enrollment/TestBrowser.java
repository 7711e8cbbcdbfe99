package org.hawiya.enrollment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without JavaScript: cookies, forms and their tokens. Follows no redirect by itself. */
final class TestBrowser implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private final TestServer server;
    private final HttpClient http;

    TestBrowser(TestServer server) {
        this.server = server;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(server.tls.client(null))
                        .cookieHandler(new CookieManager())
                        .build();
    }

    void signIn(String user) {
        HttpResponse<String> answer =
                post("/login", "username=" + user + "&password=" + encoded(TestServer.PASSWORD));
        if (!answer.headers().firstValue("Location").orElse("").endsWith("/")) {
            throw new AssertionError(
                    "not signed in: " + answer.statusCode() + " " + answer.headers().map());
        }
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(server.at(path)).header("Accept", "text/html").GET());
    }

    /** With the token of the login page, which is the session's. */
    HttpResponse<String> post(String path, String form) {
        Matcher token = TOKEN.matcher(get("/login").body());
        if (!token.find()) {
            throw new AssertionError("no token on the page");
        }
        return postWithoutToken(
                path, (form.isEmpty() ? "" : form + "&") + "_csrf=" + encoded(token.group(1)));
    }

    HttpResponse<String> postWithoutToken(String path, String form) {
        return send(
                HttpRequest.newBuilder(server.at(path))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
