package org.hawiya.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Enrolment's side of the feed protocol: mutual TLS, cursors, long poll. */
final class FeedServer implements AutoCloseable {
    private static final Pattern QUERY =
            Pattern.compile("after=(\\d+)&limit=(\\d+)&waitSeconds=(\\d+)");

    private final HttpsServer server;
    private final List<String> events = new ArrayList<>();
    private volatile boolean broken;

    FeedServer(SSLContext tls) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                        ssl.setNeedClientAuth(true);
                        parameters.setSSLParameters(ssl);
                    }
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/feed", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** From now on every request is answered with an error. */
    void breakDown() {
        broken = true;
    }

    void repair() {
        broken = false;
    }

    void identity(UUID person, String number, String given, String family) {
        append(
                """
                "type":"IDENTITY","personId":"%s","identityNumber":"%s",
                "names":{"en":{"given":"%s","family":"%s"},"ar":{"given":"ليلى","family":"الظاهري"}},
                "birthDate":"1990-02-28","nationality":"ARE","sex":"FEMALE","category":"CITIZEN",
                "status":"ACTIVE"
                """
                        .formatted(person, number, given, family));
    }

    void card(byte[] serial, UUID person, String status) {
        append(
                """
                "type":"CARD","serial":"%s","personId":"%s","status":"%s","keyVersion":1,
                "fingers":[2,7],"cardCertificates":[]
                """
                        .formatted(HexFormat.of().formatHex(serial), person, status));
    }

    private synchronized void append(String fields) {
        events.add("{\"cursor\":" + (events.size() + 1) + "," + fields + "}");
        notifyAll();
    }

    private synchronized String page(int after, int limit, int waitSeconds)
            throws InterruptedException {
        long deadline = System.nanoTime() + waitSeconds * 1_000_000_000L;
        while (events.size() <= after && System.nanoTime() < deadline) {
            wait(100);
        }
        int next = Math.min(events.size(), after + limit);
        List<String> page = after < next ? events.subList(after, next) : List.of();
        return "{\"next\":"
                + Math.max(after, next)
                + ",\"events\":["
                + String.join(",", page)
                + "]}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher query = QUERY.matcher(exchange.getRequestURI().getQuery());
            String client = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
            if (broken || !query.matches() || !client.equals("CN=gateway-feed")) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            byte[] body =
                    page(
                                    Integer.parseInt(query.group(1)),
                                    Integer.parseInt(query.group(2)),
                                    Integer.parseInt(query.group(3)))
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
