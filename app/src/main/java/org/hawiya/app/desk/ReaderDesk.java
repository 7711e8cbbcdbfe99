package org.hawiya.app.desk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.provision.Installation;
import org.hawiya.app.serve.Ports;
import org.hawiya.engine.FingerPosition;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The resident's side of the interactive demo as a small site on the loopback interface: a reader,
 * a wallet of simulated cards, and the fingers of the synthetic people. Works without JavaScript.
 * Thread-safe.
 */
public final class ReaderDesk implements AutoCloseable {
    private static final int MAX_FORM_BYTES = 16 * 1024;
    private static final int MAX_SESSIONS = 50;
    private static final long STRANGER_SEED = 4_040_404;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Wallet wallet;
    private final Installation installation;
    private final Ports ports;

    /** Sent with every form of ours: another site's form does not know it. */
    private final String formKey = token();

    private final Map<String, DeskSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger captures = new AtomicInteger(LiveFinger.FIRST_CAPTURE);

    private ReaderDesk(HttpsServer server, Wallet wallet, Installation installation, Ports ports) {
        this.server = server;
        this.wallet = wallet;
        this.installation = installation;
        this.ports = ports;
    }

    /** Starts the site on its port; when it returns, it serves. */
    public static ReaderDesk start(Installation installation, Ports ports, Wallet wallet) {
        try {
            HttpsServer server =
                    HttpsServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), ports.readerDesk()),
                            50);
            server.setHttpsConfigurator(new HttpsConfigurator(tls(installation)));
            ReaderDesk desk = new ReaderDesk(server, wallet, installation, ports);
            server.setExecutor(desk.threads);
            server.createContext("/", desk::handle);
            server.start();
            return desk;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.PORT_IN_USE,
                    "the reader desk cannot use port " + ports.readerDesk() + ": " + e.getMessage(),
                    e);
        }
    }

    private static SSLContext tls(Installation installation) throws IOException {
        char[] password = installation.secrets().storePassword();
        Path file = installation.ca().serverStore("desk");
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, RANDOM);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS of the reader desk", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = Request.of(exchange);
            switch (exchange.getRequestMethod() + " " + request.path()) {
                case "GET /" -> send(exchange, request, front(request));
                case "POST /connect" -> connect(exchange, request);
                case "GET /session" -> send(exchange, request, session(request));
                case "POST /answer" -> answer(exchange, request);
                default -> design(exchange, request);
            }
        } catch (IllegalArgumentException e) {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    /**
     * The wallet; or, with a link from a server of this house, the question which card to put in.
     */
    private Answer front(Request request) {
        String relay = request.field("relay");
        if (relay == null) {
            return new Answer(200, page(request).wallet(wallet.cards(), ports.eServiceAddress()));
        }
        if (!isOurs(request)) {
            return new Answer(400, page(request).badLink());
        }
        return new Answer(
                200,
                page(request)
                        .chooseCard(
                                wallet.cards(),
                                Map.of(
                                        "relay",
                                        relay,
                                        "token",
                                        request.required("token"),
                                        "return",
                                        request.required("return"),
                                        "key",
                                        formKey)));
    }

    /** Only servers of this house are connected to, and only they are returned to. */
    private boolean isOurs(Request request) {
        try {
            URI relay = URI.create(request.required("relay"));
            URI back = URI.create(request.required("return"));
            String gateway = ports.gatewayAddress().getAuthority();
            boolean known =
                    gateway.equals(relay.getAuthority())
                            || ports.enrollmentAddress()
                                    .getAuthority()
                                    .equals(relay.getAuthority());
            boolean knownReturn =
                    gateway.equals(back.getAuthority())
                            || ports.enrollmentAddress().getAuthority().equals(back.getAuthority());
            return "wss".equals(relay.getScheme())
                    && "https".equals(back.getScheme())
                    && known
                    && knownReturn
                    && request.field("token") != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void connect(HttpExchange exchange, Request request) throws IOException {
        requireOwnForm(request);
        Optional<WalletCard> card = wallet.card(request.required("card"));
        if (card.isEmpty() || !isOurs(request) || sessions.size() >= MAX_SESSIONS) {
            send(exchange, request, new Answer(400, page(request).badLink()));
            return;
        }
        DeskSession session = new DeskSession(card.get(), URI.create(request.required("return")));
        String id = token();
        sessions.put(id, session);
        session.start(
                URI.create(request.required("relay")),
                request.required("token"),
                installation.ca().trustingContext(),
                wallet.stateFile(card.get().serial()));
        redirect(exchange, "/session?id=" + id);
    }

    private Answer session(Request request) {
        String id = request.required("id");
        DeskSession session = sessions.get(id);
        if (session == null) {
            return new Answer(404, page(request).badLink());
        }
        Page page = page(request);
        Map<String, String> hidden = Map.of("id", id, "key", formKey);
        return new Answer(
                200,
                switch (session.settled(PATIENCE)) {
                    case DeskSession.State.Working() -> page.working();
                    case DeskSession.State.Asking(var asked) ->
                            page.consent(asked, session.card(), wallet.cards(), hidden);
                    case DeskSession.State.WantsFinger(var wanted) ->
                            page.fingerAgain(
                                    wanted.triesLeft(), session.card(), wallet.cards(), hidden);
                    case DeskSession.State.Ended(var result) ->
                            page.ended(
                                    result.outcome().equals("ACCEPTED"),
                                    request.language().of(result.message()),
                                    session.backTo());
                    case DeskSession.State.Failed(String reason) ->
                            page.failed(reason, session.backTo());
                });
    }

    private void answer(HttpExchange exchange, Request request) throws IOException {
        requireOwnForm(request);
        String id = request.required("id");
        DeskSession session = sessions.get(id);
        if (session != null) {
            switch (request.required("answer")) {
                case "accept" ->
                        session.answer(
                                true, new DeskSession.FingerChoice(Optional.of(finger(request))));
                case "refuse" ->
                        session.answer(false, new DeskSession.FingerChoice(Optional.empty()));
                case "finger" ->
                        session.answer(new DeskSession.FingerChoice(Optional.of(finger(request))));
                default -> session.answer(new DeskSession.FingerChoice(Optional.empty()));
            }
        }
        redirect(exchange, "/session?id=" + Page.encode(id));
    }

    private LiveFinger finger(Request request) {
        long seed =
                wallet.card(request.required("person")).map(WalletCard::seed).orElse(STRANGER_SEED);
        FingerPosition finger = FingerPosition.ofCode(Integer.parseInt(request.required("finger")));
        return new LiveFinger(seed, finger, captures.getAndIncrement());
    }

    private void requireOwnForm(Request request) {
        if (!MessageDigest.isEqual(
                formKey.getBytes(StandardCharsets.US_ASCII),
                request.required("key").getBytes(StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException("a form of another site");
        }
    }

    private static Page page(Request request) {
        return new Page(request.language(), request.here());
    }

    /** A page and its status. */
    private record Answer(int status, String html) {}

    private static void send(HttpExchange exchange, Request request, Answer answer)
            throws IOException {
        byte[] body = answer.html().getBytes(StandardCharsets.UTF_8);
        secure(exchange);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Language", request.language().code());
        exchange.getResponseHeaders()
                .set(
                        "Set-Cookie",
                        "desk-lang="
                                + request.language().code()
                                + "; Path=/; Secure; HttpOnly; SameSite=Lax");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        secure(exchange);
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(303, -1);
    }

    private static void secure(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        // The link that leads here carries the relay's token.
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
    }

    private static void design(HttpExchange exchange, Request request) throws IOException {
        String path = request.path();
        if (!path.startsWith("/design/") || path.contains("..")) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        try (@Nullable InputStream resource = ReaderDesk.class.getResourceAsStream(path)) {
            if (resource == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = resource.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", contentType(path));
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String contentType(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        return switch (extension) {
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> "application/octet-stream";
        };
    }

    private static String token() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** What was asked, with the fields of the query and of the form. */
    private record Request(
            String path, Map<String, String> fields, Language language, String here) {
        static Request of(HttpExchange exchange) throws IOException {
            Map<String, String> fields = new LinkedHashMap<>();
            String query = exchange.getRequestURI().getRawQuery();
            parse(query == null ? "" : query, fields);
            String asked = fields.remove("lang");
            String here =
                    exchange.getRequestURI().getPath()
                            + (fields.isEmpty() ? "" : "?" + join(fields));
            if (exchange.getRequestMethod().equals("POST")) {
                byte[] form = exchange.getRequestBody().readNBytes(MAX_FORM_BYTES);
                parse(new String(form, StandardCharsets.UTF_8), fields);
            }
            Language language = Language.of(asked != null ? asked : remembered(exchange));
            return new Request(exchange.getRequestURI().getPath(), fields, language, here);
        }

        private static @Nullable String remembered(HttpExchange exchange) {
            List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
            for (String cookie : String.join(";", cookies).split(";", -1)) {
                if (cookie.trim().startsWith("desk-lang=")) {
                    return cookie.trim().substring("desk-lang=".length());
                }
            }
            String accepted = exchange.getRequestHeaders().getFirst("Accept-Language");
            return accepted != null && accepted.startsWith("ar") ? "ar" : null;
        }

        private static void parse(String encoded, Map<String, String> into) {
            for (String pair : encoded.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    into.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }

        private static String join(Map<String, String> fields) {
            StringBuilder joined = new StringBuilder();
            fields.forEach((name, value) ->
                    joined.append(joined.isEmpty() ? "" : "&")
                            .append(Page.encode(name))
                            .append('=')
                            .append(Page.encode(value)));
            return joined.toString();
        }

        private static String decode(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }

        @Nullable String field(String name) {
            return fields.get(name);
        }

        String required(String name) {
            String value = fields.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no " + name);
            }
            return value;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
