package org.hawiya.card.terminal;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Turns a blank card into a person's card: keys made on the card, certificates, containers, data,
 * then the lock that no command undoes.
 *
 * <p>Cut off at any point it can be run again with the same data: a card not yet locked starts over
 * (new keys, nothing of it was in use), a card already locked is recognised by its keys and
 * certificates and reported as done. Blocking.
 */
public final class Personaliser {

    private static final int OPERATIONAL = 5;

    private Personaliser() {}

    /**
     * The serial of a blank card, from which its transport key is derived.
     *
     * @throws CardProtocolException.CommandRefused when the card is not blank
     */
    public static CardSerial serialOf(CardChannel line) {
        var channel = new ChainingChannel(line);
        select(channel);
        byte[] answer =
                channel.transceive(
                        CommandApdu.of(0xCB, 0x3F, 0xFF, Tlv.encode(0x5C, new byte[] {0x5A}))
                                .encoded());
        byte[] data = okData("GET DATA", answer);
        return new CardSerial(Tlv.single(data, 0x5A));
    }

    /** Whether the card has left the state in which it can be personalised. */
    public static boolean isOperational(CardChannel line) {
        return select(new ChainingChannel(line)) >= OPERATIONAL;
    }

    /** Personalises at the present day of UTC. */
    public static PersonalisedCard personalise(
            CardChannel line,
            TransportKey transportKey,
            GatewayCredentials credentials,
            PersonalisationData data,
            CardCa cardCa) {
        return personalise(
                line, transportKey, credentials, data, cardCa, LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * Personalises one card.
     *
     * @param credentials a chain with the right to personalise
     * @throws CardProtocolException.NotGenuine when the card does not hold the transport key
     */
    public static PersonalisedCard personalise(
            CardChannel line,
            TransportKey transportKey,
            GatewayCredentials credentials,
            PersonalisationData data,
            CardCa cardCa,
            LocalDate today) {
        var channel = new ChainingChannel(line);
        if (select(channel) >= OPERATIONAL) {
            return alreadyDone(channel, credentials, data, cardCa, today);
        }
        Handshake.Opened opened =
                Handshake.open(channel, credentials, new CardProof.Blank(transportKey));
        SecureChannel secure = opened.channel();
        CardSerial serial = opened.serial();
        var certificates = new CardCertificateMaker(cardCa, serial, today, data);
        CvCertificate forChannel = certificates.make(CvRole.CARD_CHANNEL, generate(secure, 1));
        CvCertificate forAssertion = certificates.make(CvRole.CARD_ASSERTION, generate(secure, 2));
        CardObject.write(secure, CardObject.CHANNEL_CERTIFICATE, forChannel.encoded());
        CardObject.write(secure, CardObject.ASSERTION_CERTIFICATE, forAssertion.encoded());
        byte[] secret = data.keys().channelKey(serial, data.keyVersion());
        CardObject.write(
                secure,
                CardObject.SECRETS,
                Tlv.concat(new byte[] {(byte) data.keyVersion()}, secret));
        writeFingers(secure, serial, data);
        for (var group : data.groups().entrySet()) {
            CardObject.write(secure, group.getKey().tag(), group.getValue());
        }
        secure.send(0xE6, 0x00, OPERATIONAL, new byte[0]).orRefuse("lock");
        secure.close();
        return new PersonalisedCard(serial, data.keyVersion(), forChannel, forAssertion);
    }

    private static PersonalisedCard alreadyDone(
            CardChannel channel,
            GatewayCredentials credentials,
            PersonalisationData data,
            CardCa cardCa,
            LocalDate today) {
        Handshake.Opened opened =
                Handshake.open(
                        channel,
                        credentials,
                        new CardProof.Certified(cardCa.trust(), data.keys(), today));
        var encoded = new ByteArrayOutputStream();
        CardObject.read(opened.channel(), CardObject.ASSERTION_CERTIFICATE, encoded);
        CvCertificate assertion = CvCertificates.parse(encoded.toByteArray());
        CardCertificates.requireGenuine(
                assertion, CvRole.CARD_ASSERTION, opened.serial(), cardCa.trust(), today);
        CvCertificate forChannel = opened.certificate();
        opened.channel().close();
        if (forChannel == null) {
            throw new CardProtocolException.NotGenuine("The card showed no certificate");
        }
        return new PersonalisedCard(opened.serial(), opened.keyVersion(), forChannel, assertion);
    }

    private static void writeFingers(
            SecureChannel secure, CardSerial serial, PersonalisationData data) {
        var random = new SecureRandom();
        List<FingerReference> fingers = data.fingers();
        for (int slot = 0; slot < fingers.size(); slot++) {
            FingerReference finger = fingers.get(slot);
            ContainerKey key =
                    data.keys().containerKey(serial, finger.position(), data.keyVersion());
            CardObject.write(
                    secure,
                    CardObject.CONTAINER_PRIMARY + slot,
                    FingerContainer.seal(finger, serial, key, random));
        }
        CardObject.write(secure, CardObject.BIT_GROUP, BiometricInformation.group(fingers));
    }

    private static ECPublicKey generate(SecureChannel secure, int key) {
        byte[] answer = secure.send(0x46, 0, key, new byte[0]).orRefuse("GENERATE KEY PAIR");
        return P256.decode(Tlv.single(Tlv.single(answer, 0x7F49), 0x86));
    }

    private static int select(CardChannel channel) {
        byte[] fci =
                okData(
                        "SELECT",
                        channel.transceive(
                                CommandApdu.of(0xA4, 0x04, 0x00, Handshake.APPLICATION).encoded()));
        List<Tlv> template = Tlv.parse(Tlv.single(fci, 0x6F));
        byte[] lifeCycle = Tlv.only(Tlv.parse(Tlv.only(template, 0xA5)), 0x82);
        return lifeCycle.length == 1 ? lifeCycle[0] : 0;
    }

    private static byte[] okData(String command, byte[] answer) {
        StatusWord status = StatusWord.of(answer);
        if (!status.isOk()) {
            throw new CardProtocolException.CommandRefused(command, status);
        }
        return java.util.Arrays.copyOf(answer, answer.length - 2);
    }

    private record CardCertificateMaker(
            CardCa ca, CardSerial serial, LocalDate today, PersonalisationData data) {

        private static final Set<Right> NO_RIGHTS = EnumSet.noneOf(Right.class);

        CvCertificate make(CvRole role, ECPublicKey key) {
            return CvCertificates.issue(
                    ca.name(),
                    new CvCertificates.Request(
                            HolderReference.ofCard(serial),
                            key,
                            role,
                            NO_RIGHTS,
                            Set.of(),
                            today,
                            data.certificatesValidUntil()),
                    ca.signer());
        }
    }
}
