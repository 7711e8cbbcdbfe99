package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/**
 * The card's signed word that its holder was verified: bound to session, challenge, audience, means and
 * a counter; one for each verification.
 */
final class Assertion {
    static final short COUNTER = 4;
    private static final short PSEUDONYM = 16;
    private static final short REQUEST = 64;

    private static final byte[] LABEL = {
        'M', 'O', 'C', '-', 'A', 'S', 'S', 'E', 'R', 'T', '-', '1'
    };
    private static final byte[] LABEL_PSEUDONYM = {'M', 'O', 'C', '-', 'P', 'S', 'E', 'U'};

    /** Where the signed message is built, behind the request. */
    private static final short MESSAGE = 128;

    private final Crypto crypto;
    private final Session session;
    private final CardRecord card;
    private final StoredObject counter;
    private final byte[] next;

    Assertion(Crypto crypto, Session session, CardRecord card) {
        this.crypto = crypto;
        this.session = session;
        this.card = card;
        counter = new StoredObject(COUNTER, true);
        next = JCSystem.makeTransientByteArray(COUNTER, JCSystem.CLEAR_ON_DESELECT);
    }

    /** Copies the counter of the last assertion. */
    short counter(byte[] out, short at) {
        if (counter.isPresent()) {
            return Util.arrayCopyNonAtomic(counter.content(), (short) 0, out, at, COUNTER);
        }
        return Util.arrayFillNonAtomic(out, at, COUNTER, (byte) 0);
    }

    /**
     * ASSERT: challenge (32), audience hash (32) to 7C{81 counter, 82 means, 83 pseudonym, 9E r s}.
     *
     * @throws ISOException 6982, 6700, 6985 when nothing was verified or the counter is used up
     */
    short sign(byte[] buf, short length) {
        session.require(Session.ASSERT);
        if (length != REQUEST) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        byte means = session.consumeVerification();
        raise();
        short at = Util.arrayCopyNonAtomic(LABEL, (short) 0, buf, MESSAGE, (short) LABEL.length);
        at = Util.arrayCopyNonAtomic(session.hash, (short) 0, buf, at, Crypto.HASH);
        at = Util.arrayCopyNonAtomic(buf, (short) 0, buf, at, REQUEST);
        short meansAt = at;
        buf[at++] = means;
        buf[at++] = 1;
        short counterAt = at;
        at = counter(buf, at);
        short pseudonymAt = at;
        crypto.derive(
                card.secrets.content(),
                (short) 1,
                CardRecord.SECRET,
                LABEL_PSEUDONYM,
                buf,
                (short) 32,
                Crypto.HASH,
                buf,
                at,
                PSEUDONYM);
        at = (short) (at + PSEUDONYM);
        short out = Tlv.header(buf, (short) 0, (short) 0x7C, (short) 93);
        out = Tlv.header(buf, out, (short) 0x81, COUNTER);
        out = Util.arrayCopyNonAtomic(buf, counterAt, buf, out, COUNTER);
        out = Tlv.header(buf, out, (short) 0x82, (short) 1);
        buf[out++] = buf[meansAt];
        out = Tlv.header(buf, out, (short) 0x83, PSEUDONYM);
        out = Util.arrayCopyNonAtomic(buf, pseudonymAt, buf, out, PSEUDONYM);
        out = Tlv.header(buf, out, (short) 0x9E, Crypto.SIGNATURE);
        crypto.sign(card.assertionKey(), buf, MESSAGE, (short) (at - MESSAGE), buf, out);
        return (short) (out + Crypto.SIGNATURE);
    }

    /** Before signing: a signature without a new number must not exist. */
    private void raise() {
        counter(next, (short) 0);
        short i = (short) (COUNTER - 1);
        while (i >= 0) {
            next[i]++;
            if (next[i] != 0) {
                break;
            }
            i--;
        }
        if (i < 0) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        counter.put(next, (short) 0, COUNTER);
    }
}
