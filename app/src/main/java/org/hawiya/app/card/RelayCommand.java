package org.hawiya.app.card;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.card.terminal.CardChannel;
import org.hawiya.card.terminal.CardException;
import org.hawiya.card.terminal.relay.FingerImage;
import org.hawiya.card.terminal.relay.FingerWanted;
import org.hawiya.card.terminal.relay.RelayClient;
import org.hawiya.card.terminal.relay.RelayRequest;
import org.hawiya.card.terminal.relay.RelayResult;
import org.hawiya.card.terminal.relay.Resident;
import org.hawiya.engine.FingerPosition;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** {@code hawiya card relay}: the resident's side; carries bytes, knows no key. */
@Command(
        name = "relay",
        description =
                "Connects a local card to a gateway's session; shows who asks before anything"
                    + " happens.",
        mixinStandardHelpOptions = true)
final class RelayCommand implements Callable<Integer>, Resident {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private CardChoice choice = new CardChoice();

    @Parameters(paramLabel = "ADDRESS", description = "wss address shown by the gateway.")
    private URI address = URI.create("wss://localhost");

    @Option(
            names = "--token",
            interactive = true,
            arity = "0..1",
            required = true,
            description = "The session's token; asked for when no value is given.")
    private String token = "";

    @Option(
            names = "--trust",
            paramLabel = "PEM",
            description = "Certificate authority of the gateway.")
    private @Nullable Path trust;

    @Option(
            names = "--finger",
            paramLabel = "POSITION=FILE",
            description =
                    "Image of a live finger, for instance RIGHT_INDEX=finger.png; repeatable.")
    private Map<FingerPosition, Path> fingers = Map.of();

    @Option(names = "--yes", description = "Accept without asking.")
    private boolean yes;

    @Override
    public Integer call() {
        try (CardChannel card = choice.open()) {
            RelayResult result = new RelayClient(address, token, tls(), card, this).run();
            out().println(result.outcome() + ": " + result.message().en());
            out().flush();
            return ExitCode.OK.code();
        } catch (CardException e) {
            throw new CommandFailure(ExitCode.SERVER, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public boolean accepts(RelayRequest request) {
        out().println(request.requester().en() + " asks: " + request.purpose().en());
        out().println("It would learn: " + String.join(", ", request.claims()));
        out().println("Matching code: " + request.matchingCode());
        out().flush();
        if (yes) {
            return true;
        }
        Console console = Objects.requireNonNull(System.console());
        if (!console.isTerminal()) {
            return false; // nobody there to say yes
        }
        String said = console.readLine("Accept? [y/N] ");
        return "y".equalsIgnoreCase(said);
    }

    @Override
    public Optional<FingerImage> finger(FingerWanted wanted) {
        for (FingerPosition position : wanted.positions()) {
            Path file = fingers.get(position);
            if (file != null) {
                try {
                    return Optional.of(new FingerImage(position, Files.readAllBytes(file)));
                } catch (IOException e) {
                    throw new CommandFailure(ExitCode.INPUT, file + " cannot be read", e);
                }
            }
        }
        out().println("No file was given for any of " + wanted.positions());
        return Optional.empty();
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private SSLContext tls() {
        Path file = trust;
        try {
            if (file == null) {
                return SSLContext.getDefault();
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            try (InputStream in = Files.newInputStream(file)) {
                store.setCertificateEntry(
                        "gateway", CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
            TrustManagerFactory trusted =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure(ExitCode.INPUT, file + " is no certificate", e);
        }
    }
}
