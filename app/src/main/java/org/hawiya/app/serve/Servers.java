package org.hawiya.app.serve;

import example.eservice.EService;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.database.EmbeddedDatabase;
import org.hawiya.app.provision.Installation;
import org.hawiya.enrollment.EnrollmentServer;
import org.hawiya.gateway.GatewayServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Enrolment, gateway and e-service of one installation, running. Each is a Spring context of its
 * own; they meet only over HTTPS, as they would on three machines.
 */
public final class Servers implements AutoCloseable {
    /** The client under which the demo's e-service is known at the gateway. */
    public static final String E_SERVICE_CLIENT = "parking-permits";

    private static final List<String> STAFF_ROLES =
            List.of("ADMINISTRATOR", "OPERATOR", "SUPERVISOR", "EXAMINER", "AUDITOR");
    private static final Duration STALENESS = Duration.ofSeconds(30);

    private final List<ConfigurableApplicationContext> contexts;

    private Servers(List<ConfigurableApplicationContext> contexts) {
        this.contexts = contexts;
    }

    /** Starts all three at the same time; when it returns, they serve. */
    public static Servers start(Installation installation, EmbeddedDatabase database, Ports ports) {
        trustDevelopmentCa(installation);
        ports.requireFree();
        ExecutorService starters = Executors.newFixedThreadPool(3);
        List<ConfigurableApplicationContext> started = new ArrayList<>();
        try {
            List<Future<ConfigurableApplicationContext>> starting =
                    List.of(
                            starters.submit(() ->
                                    EnrollmentServer.start(
                                            enrollmentArguments(installation, database, ports))),
                            starters.submit(() ->
                                    GatewayServer.start(
                                            gatewayArguments(installation, database, ports))),
                            starters.submit(
                                    () -> EService.start(eServiceArguments(installation, ports))));
            collect(starting, started);
            return new Servers(started);
        } catch (CommandFailure e) {
            started.forEach(ConfigurableApplicationContext::close);
            throw e;
        } finally {
            starters.shutdown();
        }
    }

    /** Waits for all of them, also when one fails: what has started must be closed. */
    private static void collect(
            List<Future<ConfigurableApplicationContext>> starting,
            List<ConfigurableApplicationContext> started) {
        List<String> names = List.of("enrolment", "the validation gateway", "the e-service");
        List<CommandFailure> failures = new ArrayList<>();
        for (int i = 0; i < starting.size(); i++) {
            try {
                started.add(starting.get(i).get());
            } catch (ExecutionException e) {
                failures.add(
                        new CommandFailure(
                                ExitCode.SERVER,
                                names.get(i)
                                        + " does not start: "
                                        + rootMessage(e)
                                        + " (more in the log)",
                                e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(
                        new CommandFailure(
                                ExitCode.INTERRUPTED, "interrupted while the servers started", e));
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return root.getClass().getSimpleName() + ": " + message;
    }

    /**
     * The e-service is a stock client: it trusts what its JVM trusts. In the demo that is the
     * development CA and nobody else.
     */
    private static void trustDevelopmentCa(Installation installation) {
        System.setProperty("javax.net.ssl.trustStore", installation.ca().trustStore().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", installation.secrets().stores());
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
    }

    private static String[] enrollmentArguments(
            Installation installation, EmbeddedDatabase database, Ports ports) {
        List<String> arguments = new ArrayList<>(databaseArguments(database, 8));
        arguments.addAll(webArguments(installation, "enrollment", ports.enrollment()));
        arguments.add("--hawiya.enrollment.custody.file=" + installation.enrollmentKeys());
        arguments.add("--hawiya.enrollment.custody.password=" + installation.secrets().stores());
        arguments.add(
                "--hawiya.enrollment.issuance.personalisation-chain[0]="
                        + installation.personalisationChain());
        for (int i = 0; i < STAFF_ROLES.size(); i++) {
            String role = STAFF_ROLES.get(i);
            String prefix = "--hawiya.enrollment.bootstrap-operators[" + i + "].";
            arguments.add(prefix + "username=" + role.toLowerCase(Locale.ROOT));
            arguments.add(prefix + "password=" + installation.secrets().staff());
            arguments.add(prefix + "roles=" + role);
        }
        return arguments.toArray(String[]::new);
    }

    private static String[] gatewayArguments(
            Installation installation, EmbeddedDatabase database, Ports ports) {
        List<String> arguments = new ArrayList<>(databaseArguments(database, 8));
        arguments.addAll(webArguments(installation, "gateway", ports.gateway()));
        arguments.addAll(bundle(installation, "feed", installation.ca().clientStore("gateway")));
        String prefix = "--hawiya.gateway.";
        arguments.add(prefix + "issuer=" + ports.gatewayAddress());
        arguments.add(prefix + "resident-side=" + ports.readerDeskAddress().resolve("/"));
        arguments.add(prefix + "custody.file=" + installation.gatewayKeys());
        arguments.add(prefix + "custody.password=" + installation.secrets().stores());
        arguments.add(prefix + "administrator.username=administrator");
        arguments.add(
                prefix
                        + "administrator.password-hash={bcrypt}"
                        + new BCryptPasswordEncoder().encode(installation.secrets().staff()));
        arguments.add(prefix + "card.authority=" + installation.cardAuthority());
        arguments.add(prefix + "card.certificate-chain[0]=" + installation.gatewayLeaf());
        arguments.add(prefix + "feed.address=" + ports.enrollmentAddress());
        arguments.add(prefix + "feed.tls=feed");
        arguments.add(prefix + "feed.staleness=" + STALENESS.toSeconds() + "s");
        arguments.add(prefix + "relying-party-trust=feed");
        // A browser would remember it for everything on localhost, other people's servers included.
        arguments.add(prefix + "strict-transport-security=0s");
        return arguments.toArray(String[]::new);
    }

    private static String[] eServiceArguments(Installation installation, Ports ports) {
        List<String> arguments =
                new ArrayList<>(webArguments(installation, "eservice", ports.eService()));
        Path keys = installation.data().folder("e-service").resolve("keys.json");
        arguments.add("--eservice.key-file=" + keys);
        arguments.add(
                "--spring.security.oauth2.client.provider.hawiya.issuer-uri="
                        + ports.gatewayAddress());
        arguments.add(
                "--spring.security.oauth2.client.registration.hawiya.client-id="
                        + E_SERVICE_CLIENT);
        return arguments.toArray(String[]::new);
    }

    /** Where the e-service takes its visitors back. */
    public static URI eServiceRedirect(Ports ports) {
        return ports.eServiceAddress().resolve("/login/oauth2/code/hawiya");
    }

    private static List<String> databaseArguments(EmbeddedDatabase database, int connections) {
        return List.of(
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.datasource.hikari.maximum-pool-size=" + connections);
    }

    private static List<String> webArguments(Installation installation, String name, int port) {
        List<String> arguments =
                new ArrayList<>(bundle(installation, name, installation.ca().serverStore(name)));
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.port=" + port);
        arguments.add("--server.ssl.bundle=" + name);
        return arguments;
    }

    private static List<String> bundle(Installation installation, String name, Path keyStore) {
        String prefix = "--spring.ssl.bundle.jks." + name + ".";
        String password = installation.secrets().stores();
        return List.of(
                prefix + "key.alias=key",
                prefix + "keystore.location=file:" + keyStore,
                prefix + "keystore.type=PKCS12",
                prefix + "keystore.password=" + password,
                prefix + "truststore.location=file:" + installation.ca().trustStore(),
                prefix + "truststore.type=PKCS12",
                prefix + "truststore.password=" + password);
    }

    /** Stops the e-service first and enrolment last, so that nobody loses whom they depend on. */
    @Override
    public void close() {
        contexts.reversed().forEach(ConfigurableApplicationContext::close);
    }
}
