package org.hawiya.gateway.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.hawiya.card.terminal.CardChannel;
import org.hawiya.card.terminal.CardTrust;
import org.hawiya.card.terminal.GatewayCardSession;
import org.hawiya.card.terminal.GatewayCredentials;
import org.hawiya.card.terminal.HolderReference;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;
import org.hawiya.gateway.GatewaySettings;
import org.springframework.stereotype.Component;

/** What the gateway needs to talk to cards. The key that proves it stays in custody. */
@Component
class CardAccess {
    private final List<byte[]> certificateChain;
    private final CardTrust trust;
    private final KeyCustody custody;

    CardAccess(GatewaySettings settings, KeyCustody custody) {
        GatewaySettings.Card card = settings.card();
        this.certificateChain = read(card.certificateChain());
        this.trust =
                new CardTrust(
                        new HolderReference(card.authorityReference()),
                        publicKey(card.authority()));
        this.custody = custody;
    }

    /**
     * Opens the channel to the card behind {@code line}. The signature that it takes is made for
     * this one line, which belongs to a login that is under way: the gateway's key serves nobody
     * else.
     */
    GatewayCardSession open(CardChannel line) {
        var credentials =
                new GatewayCredentials(
                        certificateChain,
                        message -> custody.signEs256(KeyName.GATEWAY_LEAF, message));
        return GatewayCardSession.open(line, credentials, trust, new CustodyCardKeys(custody));
    }

    private static List<byte[]> read(List<Path> files) {
        var chain = new ArrayList<byte[]>();
        for (Path file : files) {
            try {
                chain.add(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new IllegalStateException(
                        "the card-verifiable certificate " + file + " can't be read", e);
            }
        }
        return List.copyOf(chain);
    }

    private static ECPublicKey publicKey(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            var x509 = CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (x509.getPublicKey() instanceof ECPublicKey key) {
                return key;
            }
            throw new IllegalStateException(
                    "the cards' authority in " + certificate + " has no EC key");
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(
                    "the cards' authority " + certificate + " can't be read", e);
        }
    }
}
