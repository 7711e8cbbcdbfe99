package org.hawiya.app.provision;

import org.hawiya.app.database.Storage;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.card.terminal.SimulatedCard;
import org.hawiya.card.terminal.TransportKey;
import org.hawiya.card.terminal.TrustPoint;
import org.hawiya.custody.KeyDerivation;
import org.hawiya.custody.KeyName;
import org.hawiya.custody.Pkcs12Builder;
import org.hawiya.custody.Pkcs12Custody;
import org.hawiya.ledger.CheckpointKeyFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;

/**
 * Everything a data directory is given before a server starts, each part made once and found again
 * later: passwords, the development CA, the key files of the offline authority, of enrolment and of
 * the gateway, and the cards' certificates. A run that is killed in between leaves parts that are
 * whole; the next run makes the rest. Thread-safe after {@link #prepare}.
 */
public final class Installation {
    private static final String TRANSPORT_LABEL = "HAWIYA-TRANSPORT";

    private final DataDirectory data;
    private final Secrets secrets;
    private final DevelopmentCa ca;
    private final Keys keys;

    /** The files that the servers are configured with. */
    private record Keys(
            Path enrollment,
            Path gateway,
            Path gatewayLeaf,
            Path personalisationLeaf,
            Path cardAuthority,
            TrustPoint trustPoint) {}

    private Installation(DataDirectory data, Secrets secrets, DevelopmentCa ca, Keys keys) {
        this.data = data;
        this.secrets = secrets;
        this.ca = ca;
        this.keys = keys;
    }

    /** Makes what is missing. About a second the first time. */
    public static Installation prepare(DataDirectory data, Clock clock) {
        Secrets secrets = Secrets.in(data.root());
        DevelopmentCa ca = DevelopmentCa.in(data.folder("tls"), secrets.storePassword(), clock);
        try {
            return new Installation(data, secrets, ca, keys(data.folder("keys"), secrets, clock));
        } catch (IOException e) {
            throw Storage.failure("the keys in " + data.root() + " cannot be used", data.root(), e);
        }
    }

    private static Keys keys(Path folder, Secrets secrets, Clock clock) throws IOException {
        char[] password = secrets.storePassword();
        Path authorityFile = folder.resolve("authority.p12");
        Path enrollmentFile = folder.resolve("enrollment.p12");
        Path gatewayFile = folder.resolve("gateway.p12");
        try (Pkcs12Custody authority =
                        openOrMake(
                                authorityFile,
                                password,
                                builder -> builder.signing(KeyName.GATEWAY_CA));
                Pkcs12Custody enrollment =
                        openOrMake(enrollmentFile, password, Installation::enrollmentKeys);
                Pkcs12Custody gateway =
                        openOrMake(
                                gatewayFile,
                                password,
                                builder -> gatewayKeys(builder, enrollment))) {
            Path checkpointKey = folder.resolve("checkpoint.pem");
            if (!Files.exists(checkpointKey)) {
                CheckpointKeyFile.write(checkpointKey, enrollment.certificate(KeyName.CHECKPOINT));
            }
            CardPki pki = new CardPki(folder, authority, clock);
            TrustPoint trustPoint = pki.trustPoint();
            return new Keys(
                    enrollmentFile,
                    gatewayFile,
                    pki.gatewayLeaf(gateway),
                    pki.personalisationLeaf(enrollment),
                    pki.cardAuthority(enrollment),
                    trustPoint);
        }
    }

    private interface Filling {
        Pkcs12Builder fill(Pkcs12Builder builder);
    }

    private static Pkcs12Custody openOrMake(Path file, char[] password, Filling filling) {
        return Files.exists(file)
                ? Pkcs12Custody.open(file, password)
                : filling.fill(Pkcs12Custody.create(file, password)).write();
    }

    private static Pkcs12Builder enrollmentKeys(Pkcs12Builder builder) {
        return builder.signing(KeyName.CARD_CA)
                .signing(KeyName.PERSONALISATION_LEAF)
                .signing(KeyName.CHECKPOINT)
                .secret(KeyName.CARD_MASTER)
                .secret(KeyName.CONTAINER_MASTER)
                .secret(KeyName.TRANSPORT_MASTER)
                .secret(KeyName.REGISTER_MASTER)
                .secret(KeyName.LEDGER_SUBJECT)
                .secret(KeyName.SNAPSHOT);
    }

    /**
     * The gateway derives the same card keys as the issuer did, and signs the same ledger; nothing
     * else is shared.
     */
    private static Pkcs12Builder gatewayKeys(Pkcs12Builder builder, Pkcs12Custody enrollment) {
        return builder.signing(KeyName.GATEWAY_LEAF)
                .signing(KeyName.OPENID_SIGNING)
                .secret(KeyName.PSEUDONYM)
                .secret(KeyName.GATEWAY_RECORDS)
                .importSecret(KeyName.CARD_MASTER, enrollment)
                .importSecret(KeyName.CONTAINER_MASTER, enrollment)
                .importSecret(KeyName.LEDGER_SUBJECT, enrollment)
                .importSigning(KeyName.CHECKPOINT, enrollment);
    }

    /**
     * A blank card as it leaves the manufacturer, its whole state in {@code stateFile}. The demo is
     * the manufacturer too, hence the transport master's key.
     */
    public SimulatedCard manufactureCard(Path stateFile, CardSerial serial) {
        try (Pkcs12Custody manufacturer =
                Pkcs12Custody.open(keys.enrollment(), secrets.storePassword())) {
            byte[] key =
                    KeyDerivation.derive(
                            manufacturer,
                            KeyName.TRANSPORT_MASTER,
                            TRANSPORT_LABEL,
                            serial.value(),
                            TransportKey.LENGTH);
            return SimulatedCard.manufacture(
                    stateFile, serial, new TransportKey(key), keys.trustPoint());
        }
    }

    /** For the ledger's verifier: the key that signs its checkpoints, public half. */
    public java.security.PublicKey checkpointKey() {
        try (Pkcs12Custody custody =
                Pkcs12Custody.open(keys.enrollment(), secrets.storePassword())) {
            return custody.certificate(KeyName.CHECKPOINT).getPublicKey();
        }
    }

    public DataDirectory data() {
        return data;
    }

    public Secrets secrets() {
        return secrets;
    }

    public DevelopmentCa ca() {
        return ca;
    }

    public Path enrollmentKeys() {
        return keys.enrollment();
    }

    public Path gatewayKeys() {
        return keys.gateway();
    }

    public Path gatewayLeaf() {
        return keys.gatewayLeaf();
    }

    public Path cardAuthority() {
        return keys.cardAuthority();
    }

    /** The personalisation leaf's card-verifiable certificate in hexadecimal. */
    public String personalisationChain() {
        try {
            return HexFormat.of().formatHex(Files.readAllBytes(keys.personalisationLeaf()));
        } catch (IOException e) {
            throw Storage.failure("the personalisation leaf cannot be read", data.root(), e);
        }
    }
}
