package org.hawiya.app.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

class DevelopmentCaTest {
    private static final char[] PASSWORD = "only-for-this-test".toCharArray();

    @TempDir Path folder;

    @Test
    void itsServerIsTrustedByThoseWhoTrustItAndByNobodyElse() throws Exception {
        DevelopmentCa ca = DevelopmentCa.in(folder, PASSWORD, Clock.systemUTC());
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serverContext(ca.serverStore("probe"))));
        server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
        server.start();
        try {
            URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThat(get(ca.trustingContext(), address)).isEqualTo(204);
            assertThatThrownBy(() -> get(SSLContext.getDefault(), address))
                    .isInstanceOf(SSLHandshakeException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSecondOpeningFindsTheSameAuthorityAndTheSameLeaf() throws Exception {
        DevelopmentCa first = DevelopmentCa.in(folder, PASSWORD, Clock.systemUTC());
        byte[] leaf = Files.readAllBytes(first.serverStore("enrollment"));
        DevelopmentCa second = DevelopmentCa.in(folder, PASSWORD, Clock.systemUTC());
        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(Files.readAllBytes(second.serverStore("enrollment"))).isEqualTo(leaf);
    }

    @Test
    void aLeafNearItsEndIsMadeAgain() throws Exception {
        DevelopmentCa today = DevelopmentCa.in(folder, PASSWORD, Clock.systemUTC());
        byte[] old = Files.readAllBytes(today.clientStore("gateway"));
        Clock nextYear = Clock.offset(Clock.systemUTC(), Duration.ofDays(380));
        assertThat(
                        Files.readAllBytes(
                                DevelopmentCa.in(folder, PASSWORD, nextYear)
                                        .clientStore("gateway")))
                .isNotEqualTo(old);
    }

    @Test
    void keysAreReadableByTheirOwnerOnly() throws Exception {
        DevelopmentCa ca = DevelopmentCa.in(folder, PASSWORD, Clock.systemUTC());
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(ca.serverStore("x"))))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("ca.p12"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theGatewaysClientCertificateNamesItAndIsNoServers() throws Exception {
        DevelopmentCa ca = DevelopmentCa.in(folder, PASSWORD, Clock.systemUTC());
        KeyStore store = KeyStore.getInstance(ca.clientStore("gateway").toFile(), PASSWORD);
        X509Certificate certificate = (X509Certificate) store.getCertificate("key");
        assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=gateway");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    private static SSLContext serverContext(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static int get(SSLContext trust, URI address) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
            return client.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
