package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;

/**
 * The card's side of VG-AKE: the gateway proves itself first; only then does the card say who it
 * is, under keys that nobody else has. A fault at any step ends it; it starts again with SELECT.
 *
 * <pre>
 * th  = SHA-256(FCI, certificates, both data fields of step 3)
 * HK  = KDF(x(eSKc ePKg), "VG1 hs", th)
 * th2 = SHA-256(th, both data fields of step 4 as sent)
 * AK  = KDF(HK, x(SKc ePKg), Kc; "VG1 ap", th2)    before personalisation: KDF(HK, transport key; "VG1 tp", th2)
 * </pre>
 */
final class Handshake {
    private static final short NONCE = 16;

    private static final byte[] SIGNED = {'V', 'G', '1'};
    private static final byte[] LABEL_HANDSHAKE = {'V', 'G', '1', ' ', 'h', 's'};
    private static final byte[] LABEL_APPLICATION = {'V', 'G', '1', ' ', 'a', 'p'};
    private static final byte[] LABEL_TRANSPORT = {'V', 'G', '1', ' ', 't', 'p'};

    // Work: ePKg, then what is signed, then HK, x(SKc ePKg), Kc in a row.
    private static final short PEER = 0;
    private static final short MESSAGE = 65;
    private static final short TRANSCRIPT = 68;
    private static final short SECRET = 100;
    private static final short WORK = 196;

    private final Crypto crypto;
    private final Tlv tlv;
    private final Session session;
    private final SecureMessaging messaging;
    private final Certificates certificates;
    private final CardRecord card;
    private final KeyPair ephemeral;
    private final MessageDigest transcript;
    private final byte[] work;

    Handshake(
            Crypto crypto,
            Tlv tlv,
            Session session,
            SecureMessaging messaging,
            Certificates certificates,
            CardRecord card) {
        this.crypto = crypto;
        this.tlv = tlv;
        this.session = session;
        this.messaging = messaging;
        this.certificates = certificates;
        this.card = card;
        ephemeral = Crypto.newKeyPair(true);
        transcript = MessageDigest.getInstance(MessageDigest.ALG_SHA_256, false);
        work = JCSystem.makeTransientByteArray(WORK, JCSystem.CLEAR_ON_DESELECT);
    }

    /** Step 1: the transcript starts with the FCI. */
    void begin(byte[] fci, short length) {
        transcript.reset();
        transcript.update(fci, (short) 0, length);
        session.step(Session.SELECTED);
    }

    /** Step 2. */
    void presentCertificate(byte[] buf, short length) {
        requireStep(Session.SELECTED);
        if (certificates.present(buf, length)) {
            session.step(Session.CERTIFIED);
        }
        transcript.update(buf, (short) 0, length);
    }

    /** Steps 3 and 4, told apart by how far the conversation is. */
    short authenticate(byte[] buf, short length) {
        if (session.step() == Session.CERTIFIED) {
            return exchange(buf, length);
        }
        requireStep(Session.EXCHANGED);
        return prove(buf, length);
    }

    /** Step 3: 7C{80 ePKg, 81 Ng} to 7C{82 ePKc, 83 Nc}. */
    private short exchange(byte[] buf, short length) {
        if (card.isBlank() && (short) (certificates.rights() & Session.PERSONALISE) == 0) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        short at = tlv.open(buf, (short) 0, length, (short) 0x7C);
        Tlv.require((short) (at + tlv.length()) == length);
        short point = tlv.openExact(buf, at, length, (short) 0x80, Crypto.POINT);
        at = tlv.openExact(buf, (short) (point + Crypto.POINT), length, (short) 0x81, NONCE);
        Tlv.require((short) (at + NONCE) == length);
        if (!crypto.isPoint(buf, point)) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        Util.arrayCopyNonAtomic(buf, point, work, PEER, Crypto.POINT);
        transcript.update(buf, (short) 0, length);
        crypto.generate(ephemeral);
        short out = Tlv.header(buf, (short) 0, (short) 0x7C, (short) 85);
        out = Tlv.header(buf, out, (short) 0x82, Crypto.POINT);
        out = (short) (out + ((ECPublicKey) ephemeral.getPublic()).getW(buf, out));
        out = Tlv.header(buf, out, (short) 0x83, NONCE);
        crypto.random.nextBytes(buf, out, NONCE);
        out = (short) (out + NONCE);
        transcript.doFinal(buf, (short) 0, out, work, TRANSCRIPT);
        session.step(Session.EXCHANGED);
        return out;
    }

    /** Step 4: 7C{84 signature} to 7C{85 certificate, 86 serial, 87 key version}, under HK. */
    private short prove(byte[] buf, short length) {
        short at = tlv.open(buf, (short) 0, length, (short) 0x7C);
        Tlv.require((short) (at + tlv.length()) == length);
        at = tlv.openExact(buf, at, length, (short) 0x84, Crypto.SIGNATURE);
        Tlv.require((short) (at + Crypto.SIGNATURE) == length);
        Util.arrayCopyNonAtomic(SIGNED, (short) 0, work, MESSAGE, (short) 3);
        if (!crypto.verify(
                certificates.leaf(),
                Certificates.KEY,
                work,
                MESSAGE,
                (short) (3 + Crypto.HASH),
                buf,
                at)) {
            ISOException.throwIt(Certificates.SW_REFUSED);
        }
        certificates.moveDate();
        session.grant(certificates.rights(), certificates.groups());
        transcript.reset();
        transcript.update(work, TRANSCRIPT, Crypto.HASH);
        transcript.update(buf, (short) 0, length);
        ECPrivateKey own = (ECPrivateKey) ephemeral.getPrivate();
        crypto.agree(own, work, PEER, work, SECRET);
        own.clearKey();
        crypto.derive(
                work,
                SECRET,
                Crypto.COORDINATE,
                LABEL_HANDSHAKE,
                work,
                TRANSCRIPT,
                Crypto.HASH,
                work,
                SECRET,
                SecureMessaging.KEYS);
        messaging.start(work, SECRET);
        session.step(Session.PROVEN);
        return card.introduce(buf);
    }

    /** After the answer of step 4 has been protected: the second key schedule. */
    void finish(byte[] sent, short length) {
        transcript.doFinal(sent, (short) 0, length, session.hash, (short) 0);
        short at = (short) (SECRET + SecureMessaging.KEYS);
        byte[] label = LABEL_TRANSPORT;
        if (card.isBlank()) {
            at = card.transportKey(work, at);
        } else {
            label = LABEL_APPLICATION;
            crypto.agree(card.channelKey(), work, PEER, work, at);
            at = card.sharedSecret(work, (short) (at + Crypto.COORDINATE));
        }
        crypto.derive(
                work,
                SECRET,
                (short) (at - SECRET),
                label,
                session.hash,
                (short) 0,
                Crypto.HASH,
                work,
                SECRET,
                SecureMessaging.KEYS);
        messaging.start(work, SECRET);
        Crypto.wipe(work);
    }

    void forget() {
        Crypto.wipe(work);
        certificates.forget();
        ephemeral.getPrivate().clearKey();
    }

    private void requireStep(byte step) {
        if (session.step() != step) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
    }
}
