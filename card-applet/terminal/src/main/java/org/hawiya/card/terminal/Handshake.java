package org.hawiya.card.terminal;

import org.jspecify.annotations.Nullable;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The gateway's side of VG-AKE: the terminal proves itself first, then the card; two key schedules,
 * so that nothing that names the card is readable by anyone but a proven gateway.
 *
 * <pre>
 * 1 SELECT                                     -> FCI
 * 2 PSO VERIFY CERTIFICATE, once or twice
 * 3 GENERAL AUTHENTICATE 7C{80 ePKg, 81 Ng}    -> 7C{82 ePKc, 83 Nc}
 * 4 GENERAL AUTHENTICATE 7C{84 signature}      -> under HK: 7C{85 Cc, 86 serial, 87 version}
 * 5 GET STATUS under AK
 * th  = SHA-256(every data field of 1 to 3), th2 = SHA-256(th, data fields of 4 as sent)
 * HK  = KDF(x(eSKg ePKc), "VG1 hs", th)
 * AK  = KDF(HK, x(eSKg SKc), Kc; "VG1 ap", th2)      blank card: KDF(HK, transport key; "VG1 tp", th2)
 * </pre>
 */
final class Handshake {

    static final byte[] APPLICATION = HexFormat.of().parseHex("F048415749594101");
    private static final int NONCE_BYTES = 16;

    /**
     * The channel that stands after step 5.
     *
     * @param sessionHash th2, names the session in assertions
     * @param certificate the card's channel certificate; null on a blank card
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, never shared
    record Opened(
            SecureChannel channel,
            byte[] sessionHash,
            CardSerial serial,
            int keyVersion,
            @Nullable CvCertificate certificate,
            CardStatus status) {}

    private final CardChannel line;
    private final GatewayCredentials credentials;
    private final CardProof proof;
    private final SecureRandom random;
    private byte[] transcript = new byte[0];

    private Handshake(
            CardChannel line,
            GatewayCredentials credentials,
            CardProof proof,
            SecureRandom random) {
        this.line = line;
        this.credentials = credentials;
        this.proof = proof;
        this.random = random;
    }

    static Opened open(CardChannel line, GatewayCredentials credentials, CardProof proof) {
        return new Handshake(line, credentials, proof, new SecureRandom())
                .run(P256.generate(new SecureRandom()));
    }

    /** With a given ephemeral key: for recorded sessions whose every byte is checked. */
    static Opened open(
            CardChannel line, GatewayCredentials credentials, CardProof proof, KeyPair own) {
        return new Handshake(line, credentials, proof, new SecureRandom()).run(own);
    }

    private Opened run(KeyPair own) {
        select();
        presentCertificates();
        ECPublicKey cardEphemeral = exchangeEphemerals(own);
        byte[] transcriptHash = Digests.sha256(transcript);
        byte[] handshakeKeys =
                Digests.derive(
                        P256.agree(own.getPrivate(), cardEphemeral), "VG1 hs", transcriptHash, 32);
        return proveAndLearn(own, transcriptHash, handshakeKeys);
    }

    private void select() {
        byte[] answer = line.transceive(CommandApdu.of(0xA4, 0x04, 0x00, APPLICATION).encoded());
        transcript = okData("SELECT", answer);
    }

    private void presentCertificates() {
        for (byte[] certificate : credentials.cvcChain()) {
            byte[] answer =
                    line.transceive(CommandApdu.of(0x2A, 0x00, 0xBE, certificate).encoded());
            if (!StatusWord.of(answer).isOk()) {
                throw new CardProtocolException.GatewayRefused(
                        "The card does not accept a certificate: " + StatusWord.of(answer));
            }
            transcript = Tlv.concat(transcript, certificate);
        }
    }

    private ECPublicKey exchangeEphemerals(KeyPair own) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] command =
                Tlv.encode(
                        0x7C,
                        Tlv.encode(0x80, P256.encode((ECPublicKey) own.getPublic())),
                        Tlv.encode(0x81, nonce));
        byte[] answer = line.transceive(CommandApdu.of(0x86, 0, 0, command).encoded());
        byte[] data = okData("GENERAL AUTHENTICATE 1", answer);
        transcript = Tlv.concat(transcript, command, data);
        List<Tlv> objects = Tlv.parse(Tlv.single(data, 0x7C));
        if (objects.size() != 2 || Tlv.only(objects, 0x83).length != NONCE_BYTES) {
            throw new CardProtocolException.Malformed("The card's half of the exchange");
        }
        return P256.decode(Tlv.only(objects, 0x82));
    }

    private Opened proveAndLearn(KeyPair own, byte[] transcriptHash, byte[] handshakeKeys) {
        byte[] signature =
                credentials.signer().sign(Tlv.concat(new byte[] {'V', 'G', '1'}, transcriptHash));
        byte[] command = Tlv.encode(0x7C, Tlv.encode(0x84, signature));
        byte[] answer = line.transceive(CommandApdu.of(0x86, 0, 0, command).encoded());
        if (answer.length == 2) {
            throw new CardProtocolException.GatewayRefused(
                    "The card does not accept the gateway's signature: " + StatusWord.of(answer));
        }
        var messaging = new SecureMessaging(handshakeKeys);
        byte[] plain = messaging.unwrap(false, answer);
        messaging.close();
        byte[] sent = Arrays.copyOf(answer, answer.length - 2);
        byte[] sessionHash = Digests.sha256(transcriptHash, command, sent);
        List<Tlv> card = Tlv.parse(Tlv.single(okData("GENERAL AUTHENTICATE 2", plain), 0x7C));
        return confirm(own, handshakeKeys, sessionHash, card);
    }

    private Opened confirm(KeyPair own, byte[] handshakeKeys, byte[] sessionHash, List<Tlv> card) {
        byte[] serialBytes = Tlv.only(card, 0x86);
        byte[] version = Tlv.only(card, 0x87);
        if (serialBytes.length != CardSerial.LENGTH || version.length != 1) {
            throw new CardProtocolException.Malformed("The card's serial or key version");
        }
        var serial = new CardSerial(serialBytes);
        CvCertificate certificate = null;
        byte[] applicationKeys;
        switch (proof) {
            case CardProof.Certified certified -> {
                certificate = genuine(certified, serial, Tlv.only(card, 0x85));
                applicationKeys =
                        Digests.derive(
                                Tlv.concat(
                                        handshakeKeys,
                                        P256.agree(own.getPrivate(), certificate.key()),
                                        certified.keys().channelKey(serial, version[0])),
                                "VG1 ap",
                                sessionHash,
                                32);
            }
            case CardProof.Blank blank ->
                    applicationKeys =
                            Digests.derive(
                                    Tlv.concat(handshakeKeys, blank.key().value()),
                                    "VG1 tp",
                                    sessionHash,
                                    32);
        }
        var channel = new SecureChannel(line, applicationKeys);
        Arrays.fill(applicationKeys, (byte) 0);
        Arrays.fill(handshakeKeys, (byte) 0);
        return new Opened(
                channel, sessionHash, serial, version[0], certificate, firstStatus(channel));
    }

    /** Step 5: only a card with the same keys can answer, and only then does it hear more. */
    private static CardStatus firstStatus(SecureChannel channel) {
        try {
            return CardStatus.read(channel);
        } catch (CardProtocolException.ChannelBroken e) {
            throw new CardProtocolException.NotGenuine(
                    "The card does not hold the keys it should: " + e.getMessage());
        }
    }

    private static CvCertificate genuine(
            CardProof.Certified certified, CardSerial serial, byte[] encoded) {
        CvCertificate certificate = CvCertificates.parse(encoded);
        CardCertificates.requireGenuine(
                certificate, CvRole.CARD_CHANNEL, serial, certified.trust(), certified.today());
        return certificate;
    }

    private static byte[] okData(String command, byte[] answer) {
        StatusWord status = StatusWord.of(answer);
        if (!status.isOk()) {
            throw new CardProtocolException.CommandRefused(command, status);
        }
        return Arrays.copyOf(answer, answer.length - 2);
    }
}
