package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/**
 * GET DATA and PUT DATA: what the card holds about its holder, in groups that can be granted one by
 * one, and the objects that personalisation fills.
 *
 * <p>Objects longer than a command go in pieces, in order; a piece carries its place and the whole
 * length, and only the last one makes the content count.
 */
final class DataStore {
    private static final short TAG_SERIAL = 0x5A;
    private static final short TAG_GROUPS = (short) 0xDF00;
    private static final short TAG_CHANNEL_CERTIFICATE = (short) 0xDF11;
    private static final short TAG_ASSERTION_CERTIFICATE = (short) 0xDF12;
    private static final short TAG_TRUST_POINT = (short) 0xDF21;
    private static final short TAG_STATUS = (short) 0xDF30;
    private static final short TAG_SECRETS = (short) 0xDF31;
    private static final short TAG_CONTAINER = (short) 0xDF96;
    private static final short TAG_INFORMATION = 0x7F61;

    private static final byte GROUPS = 6;
    private static final byte VALIDITY = 4;
    private static final byte ADDRESS = 5;
    private static final short PIECE = 192;
    private static final short STATUS = 15;
    private static final short SW_NOT_FOUND = 0x6A88;

    private final Tlv tlv;
    private final Session session;
    private final CardRecord card;
    private final FingerStore fingers;
    private final Certificates certificates;
    private final Assertion assertion;
    private final Pins pins;
    private final StoredObject[] groups;

    /** A trust point's certificate while its pieces come in. */
    private final StoredObject incoming;

    DataStore(
            Tlv tlv,
            Session session,
            CardRecord card,
            FingerStore fingers,
            Certificates certificates,
            Assertion assertion,
            Pins pins) {
        this.tlv = tlv;
        this.session = session;
        this.card = card;
        this.fingers = fingers;
        this.certificates = certificates;
        this.assertion = assertion;
        this.pins = pins;
        groups = new StoredObject[GROUPS];
        groups[0] = new StoredObject((short) 64, false);
        groups[1] = new StoredObject((short) 400, false);
        groups[2] = new StoredObject((short) 64, false);
        groups[3] = new StoredObject((short) 64, true);
        groups[4] = new StoredObject((short) 400, true);
        groups[5] = new StoredObject((short) 6144, false);
        incoming = new StoredObject((short) 256, false);
    }

    /**
     * GET DATA: 5C tag, then for objects in pieces 54 place, to 80 whole length, 53 piece.
     *
     * @throws ISOException 6982 not granted, 6A88 nothing there, 6A80 malformed
     */
    short get(byte[] buf, short length) {
        short at = tlv.open(buf, (short) 0, length, (short) 0x5C);
        short tagBytes = tlv.length();
        Tlv.require(tagBytes == 1 || tagBytes == 2);
        short tag = tagBytes == 1 ? (short) (buf[at] & 0xFF) : Util.getShort(buf, at);
        at = (short) (at + tagBytes);
        if (tag == TAG_SERIAL) {
            return blankSerial(buf);
        }
        if (tag == TAG_STATUS) {
            return status(buf);
        }
        session.require((short) 0);
        if (tag == TAG_INFORMATION) {
            requirePresent(fingers.information);
            return Util.arrayCopyNonAtomic(
                    fingers.information.content(),
                    (short) 0,
                    buf,
                    (short) 0,
                    fingers.information.length());
        }
        StoredObject object = readable(tag);
        requirePresent(object);
        short from = 0;
        if (at < length) {
            at = tlv.openExact(buf, at, length, (short) 0x54, (short) 2);
            from = Util.getShort(buf, at);
            Tlv.require((short) (at + 2) == length);
        }
        Tlv.require(from >= 0 && from < object.length());
        return piece(object, from, buf);
    }

    /**
     * PUT DATA: 5C tag, 54 place, 80 whole length, 53 piece.
     *
     * @throws ISOException 6982 not granted, 6985 out of order, 6A84 too long, 6A88 no such object,
     *     6A80 malformed
     */
    void put(byte[] buf, short length) {
        short at = tlv.openExact(buf, (short) 0, length, (short) 0x5C, (short) 2);
        short tag = Util.getShort(buf, at);
        StoredObject object = writable(tag);
        at = tlv.openExact(buf, (short) (at + 2), length, (short) 0x54, (short) 2);
        short place = Util.getShort(buf, at);
        at = tlv.openExact(buf, (short) (at + 2), length, (short) 0x80, (short) 2);
        short whole = Util.getShort(buf, at);
        at = tlv.open(buf, (short) (at + 2), length, (short) 0x53);
        short piece = tlv.length();
        Tlv.require((short) (at + piece) == length && place >= 0 && whole > 0 && piece > 0);
        if (whole > object.capacity()) {
            ISOException.throwIt(ISO7816.SW_FILE_FULL);
        }
        Tlv.require(piece <= whole && place <= (short) (whole - piece));
        boolean next =
                place == 0
                        || session.number(Session.WRITE_TAG) == tag
                                && session.number(Session.WRITE_AT) == place;
        if (!next) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        card.startPersonalising();
        object.write(place, buf, at, piece);
        place = (short) (place + piece);
        session.number(Session.WRITE_TAG, place == whole ? 0 : tag);
        session.number(Session.WRITE_AT, place);
        if (place == whole) {
            object.commit(whole);
            written(tag);
        }
    }

    private short blankSerial(byte[] buf) {
        if (!card.isBlank()) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        short at = Tlv.header(buf, (short) 0, TAG_SERIAL, CardRecord.SERIAL);
        return Util.arrayCopyNonAtomic(card.serial, (short) 0, buf, at, CardRecord.SERIAL);
    }

    /** Also the key confirmation: the first command under the application keys. */
    private short status(byte[] buf) {
        if (session.step() != Session.PROVEN && session.step() != Session.OPEN) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        session.step(Session.OPEN);
        short at = Tlv.header(buf, (short) 0, TAG_STATUS, STATUS);
        buf[at++] = card.publicLifeCycle();
        buf[at++] = fingers.finger((byte) 0);
        buf[at++] = fingers.finger((byte) 1);
        buf[at++] = fingers.triesLeft((byte) 0);
        buf[at++] = fingers.triesLeft((byte) 1);
        buf[at++] = fingers.lifetimeTries();
        buf[at++] = pins.triesLeft(Pins.PIN);
        buf[at++] = pins.triesLeft(Pins.PUK);
        at = assertion.counter(buf, at);
        buf[at++] = card.keyVersion();
        return Util.setShort(buf, at, (short) (card.written() | fingers.written()));
    }

    private static short piece(StoredObject object, short from, byte[] buf) {
        short length = (short) (object.length() - from);
        if (length > PIECE) {
            length = PIECE;
        }
        short at = Tlv.header(buf, (short) 0, (short) 0x80, (short) 2);
        at = Util.setShort(buf, at, object.length());
        at = Tlv.header(buf, at, (short) 0x53, length);
        return Util.arrayCopyNonAtomic(object.content(), from, buf, at, length);
    }

    private static void requirePresent(StoredObject object) {
        if (!object.isPresent()) {
            ISOException.throwIt(SW_NOT_FOUND);
        }
    }

    private StoredObject readable(short tag) {
        byte group = group(tag);
        if (group > 0) {
            if (!session.mayRead(group)) {
                ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
            }
            return groups[(byte) (group - 1)];
        }
        if (tag != TAG_CHANNEL_CERTIFICATE && tag != TAG_ASSERTION_CERTIFICATE) {
            ISOException.throwIt(SW_NOT_FOUND);
        }
        return card.certificates[(byte) (tag - TAG_CHANNEL_CERTIFICATE)];
    }

    private StoredObject writable(short tag) {
        boolean blank = card.isBlank();
        session.require(blank ? Session.PERSONALISE : Session.UPDATE);
        byte group = group(tag);
        if (group > 0 && (blank || group == VALIDITY || group == ADDRESS)) {
            return groups[(byte) (group - 1)];
        }
        if (tag == TAG_CHANNEL_CERTIFICATE || tag == TAG_ASSERTION_CERTIFICATE) {
            return card.certificates[(byte) (tag - TAG_CHANNEL_CERTIFICATE)];
        }
        if (tag == TAG_TRUST_POINT && !blank) {
            return incoming;
        }
        if (blank && (tag == TAG_CONTAINER || tag == (short) (TAG_CONTAINER + 1))) {
            return fingers.container((byte) (tag - TAG_CONTAINER));
        }
        if (blank && tag == TAG_INFORMATION) {
            return fingers.information;
        }
        if (blank && tag == TAG_SECRETS) {
            return card.secrets;
        }
        if (blank && tag >= Pins.FIRST_TAG && tag <= Pins.LAST_TAG) {
            return pins.secret((byte) (tag - Pins.FIRST_TAG));
        }
        ISOException.throwIt(
                group > 0 ? ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED : SW_NOT_FOUND);
        return incoming;
    }

    private void written(short tag) {
        if (tag == TAG_TRUST_POINT) {
            certificates.addTrustPoint(incoming.content(), (short) 0, incoming.length());
        } else if (tag == TAG_CONTAINER || tag == (short) (TAG_CONTAINER + 1)) {
            fingers.accept((byte) (tag - TAG_CONTAINER));
        } else if (tag == TAG_SECRETS && card.secrets.length() != (short) 33) {
            card.secrets.clear();
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
    }

    private static byte group(short tag) {
        short number = (short) (tag - TAG_GROUPS);
        return number >= 1 && number <= GROUPS ? (byte) number : 0;
    }
}
