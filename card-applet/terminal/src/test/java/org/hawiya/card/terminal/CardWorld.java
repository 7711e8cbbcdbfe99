package org.hawiya.card.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hawiya.card.applet.HawiyaApplet;
import org.hawiya.engine.FingerPosition;

/** Authorities, keys and cards for tests: all of it real, made on the spot. */
final class CardWorld {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final HolderReference ROOT = new HolderReference("AEHWROOT00001");
    static final HolderReference CARD_CA = new HolderReference("AEHWCARD00001");
    static final Set<Right> GATEWAY_RIGHTS =
            EnumSet.of(
                    Right.READ_IDENTITY,
                    Right.VERIFY_FINGER,
                    Right.OPEN_CONTAINER,
                    Right.ASSERT);
    static final int THRESHOLD = 400;

    final SecureRandom random = new SecureRandom();
    final KeyPair rootKey = P256.generate(random);
    final KeyPair cardCaKey = P256.generate(random);
    final byte[] master = randomBytes(32);
    final TransportKey transportKey = new TransportKey(randomBytes(16));
    final CardCa cardCa =
            new CardCa(
                    CARD_CA,
                    (ECPublicKey) cardCaKey.getPublic(),
                    P256.signer(cardCaKey.getPrivate()));
    final CvCertificate root = root(ROOT, rootKey, LocalDate.of(2036, 1, 1));
    final CardKeys keys = new MasterKeys(master);

    static CvCertificate root(HolderReference name, KeyPair key, LocalDate until) {
        return CvCertificates.root(
                name,
                (ECPublicKey) key.getPublic(),
                LocalDate.of(2026, 1, 1),
                until,
                P256.signer(key.getPrivate()));
    }

    /** A leaf directly under the root, good for a week. */
    GatewayCredentials leaf(Set<Right> rights) {
        return leaf(rights, EnumSet.allOf(DataGroup.class), TODAY, TODAY.plusDays(7));
    }

    GatewayCredentials leaf(
            Set<Right> rights, Set<DataGroup> groups, LocalDate from, LocalDate to) {
        KeyPair key = P256.generate(random);
        return new GatewayCredentials(
                List.of(
                        issue(ROOT, rootKey, "AEHWGATE00001", key, CvRole.TERMINAL, rights, groups,
                                        from, to)
                                .encoded()),
                P256.signer(key.getPrivate()));
    }

    CvCertificate issue(
            HolderReference issuer,
            KeyPair issuerKey,
            String holder,
            KeyPair key,
            CvRole role,
            Set<Right> rights,
            Set<DataGroup> groups,
            LocalDate from,
            LocalDate to) {
        return CvCertificates.issue(
                issuer,
                new CvCertificates.Request(
                        new HolderReference(holder),
                        (ECPublicKey) key.getPublic(),
                        role,
                        rights,
                        groups,
                        from,
                        to),
                P256.signer(issuerKey.getPrivate()));
    }

    GatewayCredentials gateway() {
        return leaf(GATEWAY_RIGHTS);
    }

    SimulatedCard blank() {
        return SimulatedCard.inMemory(
                HawiyaApplet.class,
                CardSerial.random(random),
                transportKey,
                new TrustPoint(root),
                TODAY);
    }

    SimulatedCard personalised() {
        SimulatedCard card = blank();
        personalise(card);
        return card;
    }

    PersonalisedCard personalise(CardChannel card) {
        return Personaliser.personalise(
                card,
                transportKey,
                leaf(EnumSet.of(Right.PERSONALISE)),
                data(),
                cardCa,
                TODAY);
    }

    PersonalisationData data() {
        return new PersonalisationData(
                keys,
                1,
                List.of(
                        new FingerReference(FingerPosition.RIGHT_INDEX, finger(1), THRESHOLD),
                        new FingerReference(FingerPosition.LEFT_INDEX, finger(2), THRESHOLD)),
                Map.of(
                        DataGroup.IDENTITY_NUMBER, "784-1990-0000001-1".getBytes(UTF_8),
                        DataGroup.NAMES, new byte[300],
                        DataGroup.ADDRESS, "Abu Dhabi".getBytes(UTF_8),
                        DataGroup.PORTRAIT, new byte[1000]),
                TODAY.plusYears(10));
    }

    GatewayCardSession open(CardChannel card) {
        return open(card, gateway());
    }

    GatewayCardSession open(CardChannel card, GatewayCredentials credentials) {
        return GatewayCardSession.open(card, credentials, cardCa.trust(), keys, TODAY);
    }

    byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A made-up finger: 32 scattered minutiae in the card's order. */
    static byte[] finger(long seed) {
        return minutiae(new Random(seed), 32);
    }

    static byte[] minutiae(Random random, int count) {
        var list = new ArrayList<int[]>();
        for (int i = 0; i < count; i++) {
            list.add(
                    new int[] {
                        20 + random.nextInt(160),
                        20 + random.nextInt(200),
                        (1 + random.nextInt(2)) << 6 | random.nextInt(64)
                    });
        }
        list.sort(Comparator.<int[]>comparingInt(m -> m[1]).thenComparingInt(m -> m[0]));
        byte[] bytes = new byte[3 * count];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < 3; k++) {
                bytes[3 * i + k] = (byte) list.get(i)[k];
            }
        }
        return bytes;
    }

    /** Keys of all cards from one master, as the servers derive them. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the test
    record MasterKeys(byte[] master) implements CardKeys {
        @Override
        public byte[] channelKey(CardSerial serial, int version) {
            return Digests.derive(
                    master, CHANNEL_LABEL, CardKeys.channelContext(serial, version), 32);
        }

        @Override
        public ContainerKey containerKey(CardSerial serial, FingerPosition finger, int version) {
            return new ContainerKey(
                    Digests.derive(
                            master,
                            CONTAINER_LABEL,
                            CardKeys.containerContext(serial, finger, version),
                            32));
        }
    }
}
