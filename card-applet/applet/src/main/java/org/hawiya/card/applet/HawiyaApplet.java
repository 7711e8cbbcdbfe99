package org.hawiya.card.applet;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import javacardx.apdu.ExtendedLength;

/**
 * The card: receives a command, opens its protection, lets the part that owns it answer, protects
 * the answer. Decides nothing about rights; each part asks {@link Session} itself.
 */
public final class HawiyaApplet extends Applet implements ExtendedLength {
    /** Longest command or response, protection included. */
    private static final short BUFFER = 512;

    private static final byte VERSION = 1;
    private static final byte SUITE_P256_SHA256_AES128 = 1;

    private static final byte CHAINING = 0x10;
    private static final byte SECURE = 0x0C;

    private static final byte INS_VERIFY_QUERY = 0x20;
    private static final byte INS_VERIFY = 0x21;
    private static final byte INS_PSO = 0x2A;
    private static final byte INS_RESET_RETRY = 0x2C;
    private static final byte INS_GENERATE = 0x46;
    private static final byte INS_GENERAL_AUTHENTICATE = (byte) 0x86;
    private static final byte INS_ASSERT = (byte) 0x88;
    private static final byte INS_SELECT = (byte) 0xA4;
    private static final byte INS_GET_RESPONSE = (byte) 0xC0;
    private static final byte INS_GET_DATA = (byte) 0xCB;
    private static final byte INS_PUT_DATA = (byte) 0xDB;
    private static final byte INS_ENABLE = (byte) 0xE1;
    private static final byte INS_LIFE_CYCLE = (byte) 0xE6;

    private static final short FIRST_FINGER = 0x96;
    private static final short ANY_DATA = 0x3FFF;
    private static final short OK = (short) 0x9000;

    private final Session session;
    private final SecureMessaging messaging;
    private final Certificates certificates;
    private final Handshake handshake;
    private final CardRecord card;
    private final FingerStore fingers;
    private final DataStore data;
    private final Assertion assertion;
    private final Pins pins;

    /** The command's data, then the response's; the only such buffer. */
    private final byte[] buf;

    private final byte[] header;
    private final byte[] aid;

    private HawiyaApplet(byte[] parameters, short aidAt, byte aidLength, short at) {
        Crypto crypto = new Crypto();
        Tlv tlv = new Tlv();
        certificates = new Certificates(crypto, tlv);
        session = new Session();
        messaging = new SecureMessaging();
        card = new CardRecord(crypto);
        pins = new Pins();
        handshake = new Handshake(crypto, tlv, session, messaging, certificates, card);
        fingers = new FingerStore(session, tlv, card);
        assertion = new Assertion(crypto, session, card);
        data = new DataStore(tlv, session, card, fingers, certificates, assertion, pins);
        buf = JCSystem.makeTransientByteArray(BUFFER, JCSystem.CLEAR_ON_DESELECT);
        header = JCSystem.makeTransientByteArray((short) 5, JCSystem.CLEAR_ON_DESELECT);
        aid = new byte[aidLength];
        Util.arrayCopyNonAtomic(parameters, aidAt, aid, (short) 0, aidLength);
        card.install(parameters, at);
        certificates.setDate(parameters, (short) (at + CardRecord.SERIAL + 16));
    }

    /**
     * Parameters: length and AID, length and control information, length and serial (16), transport
     * key (16), today (6). The trust point does not fit their 127 bytes and comes as the first
     * command.
     */
    public static void install(byte[] parameters, short off, byte length) {
        short aidAt = (short) (off + 1);
        byte aidLength = parameters[off];
        short at = (short) (aidAt + aidLength);
        at = (short) (at + 1 + (short) (parameters[at] & 0xFF));
        if ((short) (parameters[at] & 0xFF) != (short) 38) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        HawiyaApplet applet = new HawiyaApplet(parameters, aidAt, aidLength, (short) (at + 1));
        applet.register(parameters, aidAt, aidLength);
    }

    public void deselect() {
        endSession();
    }

    public void process(APDU apdu) {
        byte[] line = apdu.getBuffer();
        if (selectingApplet()) {
            select(apdu);
            return;
        }
        Util.arrayCopyNonAtomic(line, (short) 0, header, (short) 0, (short) 4);
        byte protection = (byte) (header[0] & SECURE);
        if ((byte) (header[0] & (byte) ~(CHAINING | SECURE)) != 0
                || protection != 0 && protection != SECURE) {
            endSession();
            ISOException.throwIt(ISO7816.SW_CLA_NOT_SUPPORTED);
        }
        boolean secure = protection != 0;
        if (header[1] == INS_GET_RESPONSE && header[0] == 0) {
            sendPending(apdu); // belongs to the line, not to the conversation
            return;
        }
        short length = receive(apdu);
        session.number(Session.PENDING_LENGTH, (short) 0);
        if ((byte) (header[0] & CHAINING) != 0) {
            return; // more to come
        }
        session.number(Session.CHAIN_LENGTH, (short) 0);
        answer(apdu, secure, open(secure, length));
    }

    /** Length of the plain command data. */
    private short open(boolean secure, short length) {
        if (!secure) {
            if (messaging.isAlive()) {
                endSession(); // whoever leaves the channel has left it for good
            }
            return length;
        }
        if (!messaging.isAlive()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        short plain = 0;
        try {
            plain = messaging.unwrap(header, buf, length);
        } finally {
            if (!messaging.isAlive()) {
                endSession();
            }
        }
        return plain;
    }

    private void answer(APDU apdu, boolean secure, short length) {
        short status = OK;
        short out = 0;
        byte before = session.step();
        try {
            out = dispatch(length);
        } catch (ISOException e) {
            status = e.getReason();
            if (before != Session.OPEN && isHandshake()) {
                handshake.forget();
                session.forget();
            }
        }
        boolean proven = before == Session.EXCHANGED && session.step() == Session.PROVEN;
        if (secure || proven) {
            boolean odd = (byte) (header[1] & 1) != 0;
            out = messaging.wrap(odd, buf, out, status);
            // An error status carries no data (ISO/IEC 7816-4, 5.6), but the protected one is data:
            // outside it is 9000 then, and only the inside counts.
            if ((short) (status & (short) 0xF000) == 0x6000 && (short) (status >> 8) != 0x63) {
                status = OK;
            }
        }
        if (proven) {
            handshake.finish(buf, out);
        }
        session.number(Session.PENDING_AT, (short) 0);
        session.number(Session.PENDING_LENGTH, out);
        session.number(Session.PENDING_STATUS, status);
        sendPending(apdu);
    }

    private boolean isHandshake() {
        return header[1] == INS_PSO || header[1] == INS_GENERAL_AUTHENTICATE;
    }

    private short dispatch(short length) {
        if (card.isCreated() && header[1] == INS_PUT_DATA) {
            requireParameters(ANY_DATA);
            certificates.install(buf, length);
            card.manufactured();
            return 0;
        }
        if (!card.isBlank() && !card.isOperational()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        switch (header[1]) {
            case INS_PSO:
                requireParameters((short) 0x00BE);
                handshake.presentCertificate(buf, length);
                return 0;
            case INS_GENERAL_AUTHENTICATE:
                requireParameters((short) 0);
                return handshake.authenticate(buf, length);
            case INS_GET_DATA:
                requireParameters(ANY_DATA);
                return data.get(buf, length);
            case INS_PUT_DATA:
                requireParameters(ANY_DATA);
                data.put(buf, length);
                return 0;
            case INS_ENABLE:
                fingers.enable(slot(), buf, length);
                return 0;
            case INS_VERIFY:
                fingers.verify(slot(), buf, length);
                return 0;
            case INS_ASSERT:
                requireParameters((short) 0);
                return assertion.sign(buf, length);
            case INS_GENERATE:
                return generate();
            case INS_LIFE_CYCLE:
                changeLifeCycle();
                return 0;
            case INS_RESET_RETRY:
                resetRetryCounter();
                return 0;
            case INS_SELECT:
                ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
                return 0;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
                return 0;
        }
    }

    private short generate() {
        if (!card.isBlank()) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        session.require(Session.PERSONALISE);
        if (header[2] != 0 || header[3] < 1 || header[3] > 2) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        return card.generate((byte) (header[3] - 1), buf);
    }

    private void changeLifeCycle() {
        session.require(Session.PERSONALISE);
        if (header[2] == 0 && header[3] == CardRecord.PUBLIC_OPERATIONAL) {
            card.lock(fingers.isWhole());
            session.step(Session.NONE); // the right to personalise ends here
        } else if (header[2] == 0 && header[3] == CardRecord.PUBLIC_TERMINATED) {
            card.terminate();
            session.step(Session.NONE);
        } else {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    /** P1 03: without a code; the right to unblock is the authority's word. */
    private void resetRetryCounter() {
        session.require(Session.UNBLOCK);
        if (header[2] != 3) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        fingers.reset(header[3] == 0 ? FingerStore.FINGERS : slotOf(header[3]));
    }

    private byte slot() {
        if (header[2] != 0) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        return slotOf(header[3]);
    }

    private static byte slotOf(byte reference) {
        short slot = (short) ((short) (reference & 0xFF) - FIRST_FINGER);
        if (slot < 0 || slot >= FingerStore.FINGERS) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        return (byte) slot;
    }

    private void requireParameters(short expected) {
        if (Util.getShort(header, (short) 2) != expected) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    private void select(APDU apdu) {
        endSession();
        session.number(Session.PENDING_LENGTH, (short) 0);
        session.number(Session.CHAIN_LENGTH, (short) 0);
        card.destroyTransportKey();
        short inner = (short) (aid.length + 2 + 11);
        short at = Tlv.header(buf, (short) 0, (short) 0x6F, inner);
        at = Tlv.header(buf, at, (short) 0x84, (short) aid.length);
        at = Util.arrayCopyNonAtomic(aid, (short) 0, buf, at, (short) aid.length);
        at = Tlv.header(buf, at, (short) 0xA5, (short) 9);
        at = Tlv.header(buf, at, (short) 0x80, (short) 1);
        buf[at++] = VERSION;
        at = Tlv.header(buf, at, (short) 0x81, (short) 1);
        buf[at++] = SUITE_P256_SHA256_AES128;
        at = Tlv.header(buf, at, (short) 0x82, (short) 1);
        buf[at++] = card.publicLifeCycle();
        handshake.begin(buf, at);
        session.number(Session.PENDING_AT, (short) 0);
        session.number(Session.PENDING_LENGTH, at);
        session.number(Session.PENDING_STATUS, OK);
        sendPending(apdu);
    }

    /** Collects the data of one command, or of one link of a chain behind the earlier ones. */
    private short receive(APDU apdu) {
        byte[] line = apdu.getBuffer();
        short at = session.number(Session.CHAIN_LENGTH);
        short instruction = Util.makeShort((byte) (header[0] & SECURE), header[1]);
        short parameters = Util.getShort(header, (short) 2);
        if (at != 0
                && (session.number(Session.CHAIN_HEADER) != instruction
                        || session.number(Session.CHAIN_PARAMETERS) != parameters)) {
            at = 0; // another command ends a chain that was not finished
            session.number(Session.CHAIN_LENGTH, (short) 0);
        }
        short got = apdu.setIncomingAndReceive();
        short expected = apdu.getIncomingLength();
        if (expected > (short) (BUFFER - at)) {
            session.number(Session.CHAIN_LENGTH, (short) 0);
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        short from = apdu.getOffsetCdata();
        while (got > 0) {
            at = Util.arrayCopyNonAtomic(line, from, buf, at, got);
            got = apdu.receiveBytes(from);
        }
        session.number(Session.CHAIN_LENGTH, at);
        session.number(Session.CHAIN_HEADER, instruction);
        session.number(Session.CHAIN_PARAMETERS, parameters);
        return at;
    }

    private void sendPending(APDU apdu) {
        short left = session.number(Session.PENDING_LENGTH);
        short at = session.number(Session.PENDING_AT);
        short status = session.number(Session.PENDING_STATUS);
        if (left == 0) {
            if (header[1] == INS_GET_RESPONSE) {
                status = ISO7816.SW_CONDITIONS_NOT_SATISFIED;
            }
            if (status != OK) {
                ISOException.throwIt(status);
            }
            return;
        }
        short room = apdu.setOutgoing();
        short now = left < room || room <= 0 ? left : room;
        apdu.setOutgoingLength(now);
        apdu.sendBytesLong(buf, at, now);
        left = (short) (left - now);
        session.number(Session.PENDING_AT, (short) (at + now));
        session.number(Session.PENDING_LENGTH, left);
        if (left > 0) {
            status = (short) (0x6100 | (left > 0xFF ? 0 : left));
        }
        if (status != OK) {
            ISOException.throwIt(status);
        }
    }

    private void endSession() {
        session.forget();
        messaging.stop();
        handshake.forget();
        fingers.forget();
    }
}
