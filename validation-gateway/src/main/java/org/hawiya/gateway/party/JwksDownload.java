package org.hawiya.gateway.party;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;

/** Fetches a key set: https only, no redirects, at most 64 KiB, at most five seconds. */
final class JwksDownload implements ResourceRetriever {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 64 * 1024;

    private final HttpClient http;

    JwksDownload(@Nullable String trust, SslBundles bundles) {
        var client =
                HttpClient.newBuilder()
                        .connectTimeout(TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER);
        if (trust != null) {
            client.sslContext(bundles.getBundle(trust).createSslContext());
        }
        this.http = client.build();
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url.toString())).timeout(TIMEOUT).build();
        try {
            HttpResponse<InputStream> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                if (answer.statusCode() != 200 || bytes.length > MAX_BYTES) {
                    throw new IOException(
                            "status " + answer.statusCode() + ", " + bytes.length + " bytes");
                }
                return new Resource(new String(bytes, StandardCharsets.UTF_8), null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching a key set", e);
        }
    }
}
