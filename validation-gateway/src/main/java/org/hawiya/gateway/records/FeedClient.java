package org.hawiya.gateway.records;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks enrolment over mutual TLS what has happened. Thread-safe. */
final class FeedClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final URI enrolment;
    private final HttpClient http;
    private final JsonMapper json;

    FeedClient(URI enrolment, SSLContext tls, JsonMapper json) {
        this.enrolment = enrolment;
        this.json = json;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .connectTimeout(TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /**
     * @param wait how long enrolment may hold the request when there is nothing new
     * @throws FeedUnavailableException when enrolment does not answer as it should
     */
    FeedPage after(long cursor, Duration wait) {
        URI address =
                enrolment.resolve(
                        "/feed?after=%d&limit=%d&waitSeconds=%d"
                                .formatted(cursor, FeedPage.LIMIT, wait.toSeconds()));
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(TIMEOUT.plus(wait))
                        .header("Accept", "application/json")
                        .build();
        try {
            HttpResponse<InputStream> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                if (answer.statusCode() != 200 || bytes.length > MAX_BYTES) {
                    throw new FeedUnavailableException(
                            "enrolment answered "
                                    + answer.statusCode()
                                    + ", "
                                    + bytes.length
                                    + " bytes");
                }
                return FeedPage.read(json.readTree(bytes));
            }
        } catch (IOException e) {
            throw new FeedUnavailableException("enrolment can't be reached at " + enrolment, e);
        } catch (JacksonException | MalformedFeedException e) {
            throw new FeedUnavailableException(
                    "enrolment's answer is not understood: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeedUnavailableException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
