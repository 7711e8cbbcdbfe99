package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/**
 * Card-verifiable certificates (TR-03110-3, appendix C), the trust points they hang on, and the
 * card's idea of today.
 *
 * <p>A card has no clock: its date moves forward to the first day of certificates that a trust point
 * itself signed, and only after their holder has proved the key, never past the trust point's own last
 * day. So nobody below the root can push a card into the future, where it would refuse everybody.
 */
final class Certificates {
    static final short SW_REFUSED = 0x6300;

    // An authority or terminal as it is kept: name length, name (16), key, role, rights, groups, last day.
    private static final short NAME = 0;
    private static final short NAME_BYTES = 17;
    static final short KEY = 17;
    private static final short ROLE = 82;
    private static final short RIGHTS = 83;
    private static final short GROUPS = 85;
    private static final short EXPIRY = 87;
    static final short RECORD = 93;

    private static final byte ROLE_TERMINAL = 0x00;
    private static final byte ROLE_INTERMEDIATE = (byte) 0x80;
    private static final byte ROLE_ROOT = (byte) 0xC0;

    private static final short TAG_FIRST_TRUST_POINT = (short) 0xDF20;
    private static final short DATE = 6;
    private static final byte TRUST_POINTS = 2;
    private static final byte MAX_CHAIN = 2;

    /** ecdsa-with-SHA256 of terminal authentication, 0.4.0.127.0.7.2.2.2.2.3. */
    private static final byte[] ALGORITHM = {4, 0, 0x7F, 0, 7, 2, 2, 2, 2, 3};

    private static final byte[] AUTHORISATION = {(byte) 0x88, 0x37, (byte) 0x86, 0x10, 1};

    // Where the fields of the certificate being read are.
    private static final byte BODY_END = 0;
    private static final byte ISSUER_AT = 1;
    private static final byte ISSUER_LENGTH = 2;
    private static final byte KEY_AT = 3;
    private static final byte HOLDER_AT = 4;
    private static final byte HOLDER_LENGTH = 5;
    private static final byte BITS_AT = 6;
    private static final byte FROM_AT = 7;
    private static final byte TO_AT = 8;
    private static final byte SIGNATURE_AT = 9;

    private final Crypto crypto;
    private final Tlv tlv;
    private final StoredObject[] trustPoints;
    private final StoredObject today;
    private final short[] field;

    /** The holder proven so far, a record, then the date it may move the card to, then the depth. */
    private final byte[] holder;

    private static final short NEXT_DATE = RECORD;
    private static final short HAS_DATE = (short) (RECORD + DATE);
    private static final short DEPTH = (short) (RECORD + DATE + 1);

    Certificates(Crypto crypto, Tlv tlv) {
        this.crypto = crypto;
        this.tlv = tlv;
        trustPoints = new StoredObject[TRUST_POINTS];
        for (byte i = 0; i < TRUST_POINTS; i++) {
            trustPoints[i] = new StoredObject(RECORD, true);
        }
        today = new StoredObject(DATE, true);
        field = JCSystem.makeTransientShortArray((short) 10, JCSystem.CLEAR_ON_DESELECT);
        holder =
                JCSystem.makeTransientByteArray((short) (DEPTH + 1), JCSystem.CLEAR_ON_DESELECT);
    }

    /** Takes the first trust point at manufacture: 5C DF20, 53 and its record. */
    void install(byte[] buf, short length) {
        short at = tlv.openExact(buf, (short) 0, length, (short) 0x5C, (short) 2);
        Tlv.require(Util.getShort(buf, at) == TAG_FIRST_TRUST_POINT);
        at = tlv.openExact(buf, (short) (at + 2), length, (short) 0x53, RECORD);
        Tlv.require(
                (short) (at + RECORD) == length
                        && buf[at] > 0
                        && buf[at] < NAME_BYTES
                        && crypto.isPoint(buf, (short) (at + KEY)));
        trustPoints[0].put(buf, at, RECORD);
    }

    /** The card's first date, at manufacture. */
    void setDate(byte[] buf, short off) {
        today.put(buf, off, DATE);
    }

    void forget() {
        Crypto.wipe(holder);
    }

    /** Key of the leaf that was verified. */
    byte[] leaf() {
        return holder;
    }

    short rights() {
        return Util.getShort(holder, RIGHTS);
    }

    short groups() {
        return Util.getShort(holder, GROUPS);
    }

    /**
     * Verifies the next certificate of a chain.
     *
     * @return whether it is a terminal's, the end of a chain
     * @throws ISOException 6300 when it is not to be trusted, 6A80 when it cannot be read, 6A88 when
     *     nobody of that name is known, 6985 when the chain is long enough
     */
    boolean present(byte[] buf, short length) {
        if (holder[DEPTH] >= MAX_CHAIN || holder[DEPTH] != 0 && holder[ROLE] == ROLE_TERMINAL) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        parse(buf, (short) 0, length);
        byte role = buf[field[BITS_AT]];
        boolean underRoot = holder[DEPTH] == 0;
        byte[] issuer = underRoot ? trustPoints[find(buf)].content() : holder;
        boolean allowed =
                role == ROLE_TERMINAL || role == ROLE_INTERMEDIATE && underRoot;
        if (!allowed || !isTrusted(buf, (short) 0, issuer)) {
            ISOException.throwIt(SW_REFUSED);
        }
        keep(buf, underRoot ? issuer : holder);
        if (underRoot) {
            Util.arrayCopyNonAtomic(buf, field[FROM_AT], holder, NEXT_DATE, DATE);
            holder[HAS_DATE] = 1;
        }
        holder[DEPTH]++;
        return role == ROLE_TERMINAL;
    }

    /** Moves the card's date forward, now that the chain's holder has proved itself. */
    void moveDate() {
        if (holder[HAS_DATE] == 1
                && Util.arrayCompare(holder, NEXT_DATE, today.content(), (short) 0, DATE) > 0) {
            today.put(holder, NEXT_DATE, DATE);
        }
    }

    /**
     * Adds a trust point: a root certificate signed by one that the card has. It takes the other
     * place, so that the signing one stays until the next time.
     */
    void addTrustPoint(byte[] buf, short off, short length) {
        parse(buf, off, length);
        byte signer = find(buf);
        byte[] issuer = trustPoints[signer].content();
        if (buf[field[BITS_AT]] != ROLE_ROOT || !isTrusted(buf, off, issuer)) {
            ISOException.throwIt(SW_REFUSED);
        }
        // The conversation is over for this chain: its record is the work space.
        keep(buf, issuer);
        trustPoints[(byte) (1 - signer)].put(holder, (short) 0, RECORD);
        forget();
    }

    private void keep(byte[] buf, byte[] issuer) {
        short bits = field[BITS_AT];
        short rights =
                (short) (Util.getShort(issuer, RIGHTS) & Util.getShort(buf, (short) (bits + 1)));
        short groups =
                (short) (Util.getShort(issuer, GROUPS) & Util.getShort(buf, (short) (bits + 3)));
        holder[ROLE] = buf[bits];
        Util.setShort(holder, RIGHTS, rights);
        Util.setShort(holder, GROUPS, groups);
        Util.arrayFillNonAtomic(holder, NAME, NAME_BYTES, (byte) 0);
        holder[NAME] = (byte) field[HOLDER_LENGTH];
        Util.arrayCopyNonAtomic(
                buf, field[HOLDER_AT], holder, (short) (NAME + 1), field[HOLDER_LENGTH]);
        Util.arrayCopyNonAtomic(buf, field[KEY_AT], holder, KEY, Crypto.POINT);
        Util.arrayCopyNonAtomic(buf, field[TO_AT], holder, EXPIRY, DATE);
    }

    private boolean isTrusted(byte[] buf, short off, byte[] issuer) {
        byte[] now = today.content();
        boolean inDate =
                Util.arrayCompare(buf, field[FROM_AT], buf, field[TO_AT], DATE) <= 0
                        && Util.arrayCompare(buf, field[TO_AT], now, (short) 0, DATE) >= 0
                        && Util.arrayCompare(issuer, EXPIRY, now, (short) 0, DATE) >= 0
                        && Util.arrayCompare(buf, field[FROM_AT], issuer, EXPIRY, DATE) <= 0;
        return inDate
                && isNamed(issuer, buf, field[ISSUER_AT], field[ISSUER_LENGTH])
                && crypto.isPoint(buf, field[KEY_AT])
                && crypto.verify(
                        issuer,
                        KEY,
                        buf,
                        off,
                        (short) (field[BODY_END] - off),
                        buf,
                        field[SIGNATURE_AT]);
    }

    private byte find(byte[] buf) {
        for (byte i = 0; i < TRUST_POINTS; i++) {
            if (trustPoints[i].isPresent()
                    && isNamed(
                            trustPoints[i].content(),
                            buf,
                            field[ISSUER_AT],
                            field[ISSUER_LENGTH])) {
                return i;
            }
        }
        ISOException.throwIt((short) 0x6A88);
        return 0;
    }

    private static boolean isNamed(byte[] record, byte[] buf, short off, short length) {
        return record[NAME] == (byte) length
                && Util.arrayCompare(record, (short) (NAME + 1), buf, off, length) == 0;
    }

    private void parse(byte[] buf, short off, short length) {
        short end = (short) (off + length);
        short at = tlv.open(buf, off, end, (short) 0x7F4E);
        short bodyEnd = (short) (at + tlv.length());
        field[BODY_END] = bodyEnd;
        field[SIGNATURE_AT] =
                tlv.openExact(buf, bodyEnd, end, (short) 0x5F37, Crypto.SIGNATURE);
        Tlv.require((short) (field[SIGNATURE_AT] + Crypto.SIGNATURE) == end);
        at = tlv.openExact(buf, at, bodyEnd, (short) 0x5F29, (short) 1);
        Tlv.require(buf[at] == 0);
        at = name(buf, (short) (at + 1), bodyEnd, (short) 0x42, ISSUER_AT);
        at = key(buf, at, bodyEnd);
        at = name(buf, at, bodyEnd, (short) 0x5F20, HOLDER_AT);
        at = tlv.open(buf, at, bodyEnd, (short) 0x7F4C);
        short inner = (short) (at + tlv.length());
        at = constant(buf, at, inner, AUTHORISATION);
        field[BITS_AT] = tlv.openExact(buf, at, inner, (short) 0x53, (short) 5);
        Tlv.require((short) (field[BITS_AT] + 5) == inner);
        field[FROM_AT] = date(buf, inner, bodyEnd, (short) 0x5F25);
        field[TO_AT] = date(buf, (short) (field[FROM_AT] + DATE), bodyEnd, (short) 0x5F24);
        Tlv.require((short) (field[TO_AT] + DATE) == bodyEnd);
    }

    private short name(byte[] buf, short at, short end, short tag, byte which) {
        at = tlv.open(buf, at, end, tag);
        short length = tlv.length();
        Tlv.require(length > 0 && length < NAME_BYTES);
        field[which] = at;
        field[(byte) (which + 1)] = length;
        return (short) (at + length);
    }

    private short key(byte[] buf, short at, short end) {
        at = tlv.open(buf, at, end, (short) 0x7F49);
        short inner = (short) (at + tlv.length());
        at = constant(buf, at, inner, ALGORITHM);
        field[KEY_AT] = tlv.openExact(buf, at, inner, (short) 0x86, Crypto.POINT);
        Tlv.require((short) (field[KEY_AT] + Crypto.POINT) == inner);
        return inner;
    }

    private short constant(byte[] buf, short at, short end, byte[] expected) {
        short length = (short) expected.length;
        at = tlv.openExact(buf, at, end, (short) 0x06, length);
        Tlv.require(Util.arrayCompare(buf, at, expected, (short) 0, length) == 0);
        return (short) (at + length);
    }

    private short date(byte[] buf, short at, short end, short tag) {
        at = tlv.openExact(buf, at, end, tag, DATE);
        for (short i = 0; i < DATE; i++) {
            byte digit = buf[(short) (at + i)];
            Tlv.require(digit >= 0 && digit <= 9);
        }
        return at;
    }
}
