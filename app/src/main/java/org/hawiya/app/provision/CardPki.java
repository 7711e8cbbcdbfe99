package org.hawiya.app.provision;

import org.hawiya.app.database.Storage;
import org.hawiya.card.terminal.CvCertificate;
import org.hawiya.card.terminal.CvCertificates;
import org.hawiya.card.terminal.CvRole;
import org.hawiya.card.terminal.DataGroup;
import org.hawiya.card.terminal.HolderReference;
import org.hawiya.card.terminal.Right;
import org.hawiya.card.terminal.TrustPoint;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The card-verifiable certificates of one data directory, as files: the trust point that blank
 * cards are made with, the gateway's leaf and the personalisation desk's leaf. Leaves live for days
 * and are issued again at a start that finds them near their end; the root is made once.
 */
final class CardPki {
    private static final HolderReference ROOT = new HolderReference("AEHWROOT00001");
    private static final HolderReference GATEWAY = new HolderReference("AEHWGATE00001");
    private static final HolderReference DESK = new HolderReference("AEHWDESK00001");
    private static final int ROOT_YEARS = 10;
    private static final int LEAF_DAYS = 14;
    private static final int RENEW_DAYS_BEFORE = 3;

    private final Path folder;
    private final KeyCustody authority;
    private final LocalDate today;

    CardPki(Path folder, KeyCustody authority, Clock clock) {
        this.folder = folder;
        this.authority = authority;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    TrustPoint trustPoint() throws IOException {
        Path file = folder.resolve("trust-point.cvc");
        if (!Files.exists(file)) {
            CvCertificate root =
                    CvCertificates.root(
                            ROOT,
                            (ECPublicKey) authority.certificate(KeyName.GATEWAY_CA).getPublicKey(),
                            today,
                            today.plusYears(ROOT_YEARS),
                            message -> authority.signEs256(KeyName.GATEWAY_CA, message));
            write(file, root.encoded());
        }
        return new TrustPoint(CvCertificates.parse(Files.readAllBytes(file)));
    }

    /** A login leaf never personalises and never unblocks. */
    Path gatewayLeaf(KeyCustody gateway) throws IOException {
        return leaf(
                "gateway-leaf.cvc",
                GATEWAY,
                (ECPublicKey) gateway.certificate(KeyName.GATEWAY_LEAF).getPublicKey(),
                EnumSet.of(
                        Right.READ_IDENTITY,
                        Right.VERIFY_FINGER,
                        Right.OPEN_CONTAINER,
                        Right.ASSERT),
                EnumSet.of(DataGroup.IDENTITY_NUMBER));
    }

    Path personalisationLeaf(KeyCustody enrollment) throws IOException {
        return leaf(
                "personalisation-leaf.cvc",
                DESK,
                (ECPublicKey) enrollment.certificate(KeyName.PERSONALISATION_LEAF).getPublicKey(),
                EnumSet.of(Right.PERSONALISE, Right.UPDATE),
                EnumSet.allOf(DataGroup.class));
    }

    /** The card authority's certificate, for those who check cards. */
    Path cardAuthority(KeyCustody enrollment) throws IOException {
        Path file = folder.resolve("card-authority.pem");
        if (!Files.exists(file)) {
            byte[] der = encoded(enrollment);
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            write(
                    file,
                    ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        return file;
    }

    private static byte[] encoded(KeyCustody enrollment) {
        try {
            return enrollment.certificate(KeyName.CARD_CA).getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of our own making", e);
        }
    }

    private Path leaf(
            String name,
            HolderReference holder,
            ECPublicKey key,
            Set<Right> rights,
            Set<DataGroup> groups)
            throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)
                || CvCertificates.parse(Files.readAllBytes(file))
                        .expires()
                        .isBefore(today.plusDays(RENEW_DAYS_BEFORE))) {
            CvCertificate leaf =
                    CvCertificates.issue(
                            ROOT,
                            new CvCertificates.Request(
                                    holder,
                                    key,
                                    CvRole.TERMINAL,
                                    rights,
                                    groups,
                                    today,
                                    today.plusDays(LEAF_DAYS)),
                            message -> authority.signEs256(KeyName.GATEWAY_CA, message));
            write(file, leaf.encoded());
        }
        return file;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "certificate", ".new");
        try {
            Files.write(fresh, content);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Storage.failure("the certificate " + file + " cannot be written", file, e);
        }
    }
}
