package org.hawiya.enrollment;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.hawiya.card.terminal.CardKeys;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.card.terminal.CvCertificate;
import org.hawiya.card.terminal.CvCertificates;
import org.hawiya.card.terminal.CvRole;
import org.hawiya.card.terminal.DataGroup;
import org.hawiya.card.terminal.HolderReference;
import org.hawiya.card.terminal.Right;
import org.hawiya.card.terminal.Signer;
import org.hawiya.card.terminal.SimulatedCard;
import org.hawiya.card.terminal.TransportKey;
import org.hawiya.card.terminal.TrustPoint;
import org.hawiya.card.terminal.relay.FingerImage;
import org.hawiya.card.terminal.relay.FingerWanted;
import org.hawiya.card.terminal.relay.RelayRequest;
import org.hawiya.card.terminal.relay.Resident;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyDerivation;
import org.hawiya.custody.KeyName;

/**
 * The makers of blank cards: their trust point, and the leaf that the enrolment server personalises
 * with.
 */
final class TestCards {
    private static final HolderReference ROOT = new HolderReference("AEHWROOT00001");
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final KeyPair rootKeys = keys();
    private final CvCertificate root =
            CvCertificates.root(
                    ROOT,
                    (ECPublicKey) rootKeys.getPublic(),
                    today.minusYears(1),
                    today.plusYears(10),
                    signer(rootKeys));

    /** Says yes, and has no finger to give. */
    static final Resident DESK =
            new Resident() {
                @Override
                public boolean accepts(RelayRequest request) {
                    return true;
                }

                @Override
                public Optional<FingerImage> finger(FingerWanted wanted) {
                    return Optional.empty();
                }
            };

    /** The server's argument. */
    String chainArgument(KeyCustody custody) {
        CvCertificate leaf =
                CvCertificates.issue(
                        ROOT,
                        new CvCertificates.Request(
                                new HolderReference("AEHWPERS00001"),
                                (ECPublicKey)
                                        custody.certificate(KeyName.PERSONALISATION_LEAF)
                                                .getPublicKey(),
                                CvRole.TERMINAL,
                                Set.copyOf(EnumSet.of(Right.PERSONALISE)),
                                Set.copyOf(EnumSet.allOf(DataGroup.class)),
                                today,
                                today.plusDays(7)),
                        signer(rootKeys));
        return "--hawiya.enrollment.issuance.personalisation-chain="
                + HexFormat.of().formatHex(leaf.encoded());
    }

    SimulatedCard blank(KeyCustody custody, CardSerial serial, Path folder) {
        TransportKey transport =
                new TransportKey(
                        KeyDerivation.derive(
                                custody,
                                KeyName.TRANSPORT_MASTER,
                                CardKeys.TRANSPORT_LABEL,
                                serial.value(),
                                TransportKey.LENGTH));
        return SimulatedCard.manufacture(
                folder.resolve(serial.toHex() + ".card"), serial, transport, new TrustPoint(root));
    }

    static CardSerial serial() {
        return CardSerial.random(new SecureRandom());
    }

    private static Signer signer(KeyPair keys) {
        return message -> {
            try {
                Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
                signature.initSign(keys.getPrivate());
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
