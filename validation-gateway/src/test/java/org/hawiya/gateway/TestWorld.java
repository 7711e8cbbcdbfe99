package org.hawiya.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.ECPublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.hawiya.card.terminal.CvCertificate;
import org.hawiya.card.terminal.CvCertificates;
import org.hawiya.card.terminal.CvRole;
import org.hawiya.card.terminal.DataGroup;
import org.hawiya.card.terminal.HolderReference;
import org.hawiya.card.terminal.Right;
import org.hawiya.custody.KeyName;
import org.hawiya.custody.Pkcs12Custody;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A gateway on HTTPS with its database, its keys, and the feed's other side. */
final class TestWorld implements AutoCloseable {
    static final String ADMINISTRATOR = "administrator";
    static final String PASSWORD = "horse staple battery";
    static final HolderReference CARD_AUTHORITY = new HolderReference("AEHWCARD00001");
    private static final HolderReference ROOT = new HolderReference("AEHWROOT00001");

    final Path folder;
    final TestPki pki;
    final FeedServer feed;
    final Pkcs12Custody gatewayKeys;
    final Pkcs12Custody authorityKeys;
    final CvCertificate root;
    final String database = TestDatabase.create();
    final int port = freePort();
    private final List<String> arguments;
    private ConfigurableApplicationContext context;

    TestWorld(Path folder, String... more) throws IOException {
        this.folder = folder;
        pki = new TestPki(folder);
        feed = new FeedServer(pki.context("enrolment"));
        authorityKeys =
                Pkcs12Custody.create(folder.resolve("authority.p12"), PASSWORD.toCharArray())
                        .signing(KeyName.GATEWAY_CA)
                        .signing(KeyName.CARD_CA)
                        .signing(KeyName.PERSONALISATION_LEAF)
                        .write();
        gatewayKeys =
                Pkcs12Custody.create(folder.resolve("gateway.p12"), PASSWORD.toCharArray())
                        .signing(KeyName.GATEWAY_LEAF)
                        .signing(KeyName.OPENID_SIGNING)
                        .signing(KeyName.CHECKPOINT)
                        .secret(KeyName.CARD_MASTER)
                        .secret(KeyName.CONTAINER_MASTER)
                        .secret(KeyName.PSEUDONYM)
                        .secret(KeyName.LEDGER_SUBJECT)
                        .secret(KeyName.GATEWAY_RECORDS)
                        .write();
        root =
                CvCertificates.root(
                        ROOT,
                        publicKey(authorityKeys, KeyName.GATEWAY_CA),
                        today(),
                        today().plusYears(1),
                        message -> authorityKeys.signEs256(KeyName.GATEWAY_CA, message));
        arguments = arguments();
        Collections.addAll(arguments, more);
        context = GatewayServer.start(arguments.toArray(String[]::new));
    }

    /** A certificate under the test's root. */
    CvCertificate leaf(String name, ECPublicKey key, EnumSet<Right> rights) {
        return CvCertificates.issue(
                ROOT,
                new CvCertificates.Request(
                        new HolderReference(name),
                        key,
                        CvRole.TERMINAL,
                        rights,
                        EnumSet.allOf(DataGroup.class),
                        today(),
                        today().plusDays(7)),
                message -> authorityKeys.signEs256(KeyName.GATEWAY_CA, message));
    }

    static ECPublicKey publicKey(Pkcs12Custody keys, KeyName name) {
        return (ECPublicKey) keys.certificate(name).getPublicKey();
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    URI at(String path) {
        return URI.create("https://localhost:" + port + path);
    }

    /** The same gateway again, as after a crash and a new start. */
    void restart() {
        context.close();
        context = GatewayServer.start(arguments.toArray(String[]::new));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    HttpResponse<String> administrator(String method, String path, String json) {
        return administrator(PASSWORD, method, path, json);
    }

    HttpResponse<String> administrator(String password, String method, String path, String json) {
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (ADMINISTRATOR + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(
                HttpRequest.newBuilder(at(path))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(at(path)).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try (HttpClient http = HttpClient.newBuilder().sslContext(pki.context("visitor")).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One value, straight from the database. */
    String query(String sql) {
        try (Connection connection = TestDatabase.connect(database);
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = TestDatabase.connect(database)) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> arguments() throws IOException {
        CvCertificate leaf =
                leaf(
                        "AEHWGATE00001",
                        publicKey(gatewayKeys, KeyName.GATEWAY_LEAF),
                        EnumSet.of(
                                Right.READ_IDENTITY,
                                Right.VERIFY_FINGER,
                                Right.OPEN_CONTAINER,
                                Right.ASSERT));
        Path chain = Files.write(folder.resolve("gateway-leaf.cvc"), leaf.encoded());
        Path authority = Files.write(folder.resolve("card-authority.crt"), cardAuthority());
        var all = new ArrayList<>(pki.bundle("gateway"));
        all.addAll(pki.bundle("gateway-feed"));
        all.addAll(
                List.of(
                        "--server.port=" + port,
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=" + TestDatabase.USER,
                        "--spring.datasource.password=" + TestDatabase.PASSWORD,
                        "--hawiya.gateway.issuer=https://localhost:" + port,
                        "--hawiya.gateway.resident-side=https://localhost:6443/",
                        "--hawiya.gateway.custody.file=" + folder.resolve("gateway.p12"),
                        "--hawiya.gateway.custody.password=" + PASSWORD,
                        "--hawiya.gateway.administrator.username=" + ADMINISTRATOR,
                        "--hawiya.gateway.administrator.password-hash={bcrypt}"
                                + new BCryptPasswordEncoder(10).encode(PASSWORD),
                        "--hawiya.gateway.card.authority=" + authority,
                        "--hawiya.gateway.card.certificate-chain[0]=" + chain,
                        "--hawiya.gateway.feed.address=" + feed.address(),
                        "--hawiya.gateway.feed.tls=gateway-feed",
                        "--hawiya.gateway.relying-party-trust=gateway-feed"));
        return all;
    }

    private byte[] cardAuthority() {
        try {
            return authorityKeys.certificate(KeyName.CARD_CA).getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        feed.close();
        gatewayKeys.close();
        authorityKeys.close();
    }
}
