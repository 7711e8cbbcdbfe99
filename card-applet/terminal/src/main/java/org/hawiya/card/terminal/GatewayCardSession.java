package org.hawiya.card.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hawiya.engine.FingerPosition;

/**
 * The gateway's open channel to one proven card.
 *
 * <p>Mutually authenticated, forward secret, encrypted end to end to the card; whoever carries the
 * bytes learns nothing. Blocking; one thread at a time. A {@link CardException} ends the session:
 * the card has forgotten it too, or will with the next command.
 */
public final class GatewayCardSession implements AutoCloseable {

    private static final byte[] ASSERTION_LABEL =
            "MOC-ASSERT-1".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;

    private final SecureChannel channel;
    private final Handshake.Opened opened;
    private final CvCertificate certificate;
    private final CardTrust trust;
    private final CardKeys keys;
    private final LocalDate today;

    private GatewayCardSession(
            Handshake.Opened opened,
            CvCertificate certificate,
            CardTrust trust,
            CardKeys keys,
            LocalDate today) {
        this.channel = opened.channel();
        this.opened = opened;
        this.certificate = certificate;
        this.trust = trust;
        this.keys = keys;
        this.today = today;
    }

    /**
     * Opens the channel, at the present day of UTC: SELECT, the gateway's proof, the card's proof,
     * key confirmation.
     *
     * @throws CardProtocolException.NotGenuine when the card cannot prove itself
     * @throws CardProtocolException.GatewayRefused when the card does not accept the credentials
     * @throws CardTransportException when the line breaks
     */
    public static GatewayCardSession open(
            CardChannel line, GatewayCredentials credentials, CardTrust trust, CardKeys keys) {
        return open(line, credentials, trust, keys, LocalDate.now(ZoneOffset.UTC));
    }

    /** As {@link #open(CardChannel, GatewayCredentials, CardTrust, CardKeys)}, at a given day. */
    public static GatewayCardSession open(
            CardChannel line,
            GatewayCredentials credentials,
            CardTrust trust,
            CardKeys keys,
            LocalDate today) {
        Handshake.Opened opened =
                Handshake.open(
                        new ChainingChannel(line),
                        credentials,
                        new CardProof.Certified(trust, keys, today));
        CvCertificate certificate = opened.certificate();
        if (certificate == null) {
            throw new CardProtocolException.NotGenuine("The card showed no certificate");
        }
        return new GatewayCardSession(opened, certificate, trust, keys, today);
    }

    /** Who the card is. */
    public CardIdentity card() {
        return new CardIdentity(
                opened.serial(), opened.keyVersion(), Digests.sha256(certificate.encoded()));
    }

    /** The card's state when the session was opened. */
    public CardStatus status() {
        return opened.status();
    }

    /** The fingers enrolled on the card, the better one first; one or two. */
    public List<FingerPosition> fingers() {
        return opened.status().fingers().stream().map(CardStatus.Finger::position).toList();
    }

    /**
     * Hands over the finger's container key and has the card compare. Two commands; the card takes
     * up to some seconds.
     *
     * @param compactTemplate the live finger, see {@link FingerReference#compactTemplate}
     * @throws IllegalArgumentException when the finger is not on the card
     * @throws CardProtocolException.CommandRefused 6A80 when the card finds the template malformed;
     *     it costs no try
     */
    public VerifyOutcome verify(FingerPosition finger, byte[] compactTemplate) {
        CardStatus.Finger slot =
                opened.status().fingers().stream()
                        .filter(candidate -> candidate.position() == finger)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(finger + " is not on this card"));
        ContainerKey key = keys.containerKey(opened.serial(), finger, opened.keyVersion());
        SecureChannel.Answer enabled = channel.send(0xE1, 0, slot.reference(), key.value());
        if (enabled.status().equals(StatusWord.BLOCKED)) {
            return new VerifyOutcome.Blocked();
        }
        enabled.orRefuse("ENABLE CONTAINER");
        byte[] probe = Tlv.encode(0x7F2E, Tlv.encode(0x81, compactTemplate));
        SecureChannel.Answer answer = channel.send(0x21, 0, slot.reference(), probe);
        StatusWord status = answer.status();
        if (status.isOk()) {
            return new VerifyOutcome.Matched();
        }
        if (status.isTryFailed()) {
            return new VerifyOutcome.NotMatched(status.triesLeft());
        }
        if (status.equals(StatusWord.BLOCKED)) {
            return new VerifyOutcome.Blocked();
        }
        throw new CardProtocolException.CommandRefused("VERIFY", status);
    }

    /**
     * Has the card sign that its holder was verified in this session. Uses up the verification: the
     * next assertion needs a new one.
     *
     * @param challenge 32 bytes chosen by whoever wants the assertion
     * @param audienceHash 32 bytes that name the audience
     * @throws CardProtocolException.CommandRefused 6985 without a fresh verification
     * @throws CardProtocolException.NotGenuine when the signature or its certificate is wrong
     */
    public CardAssertion assertVerified(byte[] challenge, byte[] audienceHash) {
        if (challenge.length != HASH_BYTES || audienceHash.length != HASH_BYTES) {
            throw new IllegalArgumentException("Challenge and audience are 32 bytes each");
        }
        byte[] answer =
                channel.send(0x88, 0, 0, Tlv.concat(challenge, audienceHash)).orRefuse("ASSERT");
        List<Tlv> objects = Tlv.parse(Tlv.single(answer, 0x7C));
        byte[] counter = Tlv.only(objects, 0x81);
        byte[] method = Tlv.only(objects, 0x82);
        byte[] pseudonym = Tlv.only(objects, 0x83);
        byte[] signature = Tlv.only(objects, 0x9E);
        if (counter.length != 4 || method.length != 1 || pseudonym.length != 16) {
            throw new CardProtocolException.Malformed("The card's assertion");
        }
        byte[] message =
                Tlv.concat(
                        ASSERTION_LABEL,
                        opened.sessionHash(),
                        challenge,
                        audienceHash,
                        method,
                        new byte[] {1},
                        counter,
                        pseudonym);
        CvCertificate assertionCertificate =
                CvCertificates.parse(readObject(CardObject.ASSERTION_CERTIFICATE));
        CardCertificates.requireGenuine(
                assertionCertificate, CvRole.CARD_ASSERTION, opened.serial(), trust, today);
        if (!P256.verify(assertionCertificate.key(), message, signature)) {
            throw new CardProtocolException.NotGenuine("The card's assertion is not signed by it");
        }
        return new CardAssertion(
                ByteBuffer.wrap(counter).getInt() & 0xFFFFFFFFL,
                method[0] & 0xFF,
                pseudonym,
                message,
                signature,
                assertionCertificate.encoded());
    }

    /**
     * Reads one data group.
     *
     * @return empty when the card holds nothing in it
     * @throws CardProtocolException.CommandRefused 6982 when the credentials do not grant it
     */
    public Optional<byte[]> read(DataGroup group) {
        try {
            return Optional.of(readObject(group.tag()));
        } catch (CardProtocolException.CommandRefused e) {
            if (e.status().value() == 0x6A88) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Replaces one updatable data group; the card holds the old content or the new one whole, also
     * when power is lost.
     */
    public void update(DataGroup group, byte[] content) {
        CardObject.write(channel, group.tag(), content);
    }

    /**
     * Adds or renews a trust point.
     *
     * @param link a root certificate signed by a root the card already trusts
     */
    public void updateTrustPoint(CvCertificate link) {
        CardObject.write(channel, CardObject.TRUST_POINT, link.encoded());
    }

    /** Gives a finger its tries back; the credentials need the right to unblock. */
    public void unblock(FingerPosition finger) {
        for (CardStatus.Finger slot : opened.status().fingers()) {
            if (slot.position() == finger) {
                channel.send(0x2C, 0x03, slot.reference(), new byte[0]).orRefuse("UNBLOCK");
            }
        }
    }

    /** Resets the slow counter of failures; the credentials need the right to unblock. */
    public void resetLifetimeCounter() {
        channel.send(0x2C, 0x03, 0x00, new byte[0]).orRefuse("UNBLOCK");
    }

    private byte[] readObject(int tag) {
        var whole = new ByteArrayOutputStream();
        CardObject.read(channel, tag, whole);
        return whole.toByteArray();
    }

    /** Wipes the session's keys here; the card forgets its own at the next plain command. */
    @Override
    public void close() {
        channel.close();
    }
}
