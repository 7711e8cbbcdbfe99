package org.hawiya.card.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyPair;

/**
 * Who the card is: serial, life cycle, its two key pairs with their certificates, the secrets it
 * shares with the issuer.
 */
final class CardRecord {
    static final short SERIAL = 16;
    static final short SECRET = 32;

    // Life cycle as ISO/IEC 7816-4, 7.4.10 names it on the outside.
    static final byte PUBLIC_CREATED = 0;
    static final byte PUBLIC_MANUFACTURED = 1;
    static final byte PUBLIC_PERSONALISING = 3;
    static final byte PUBLIC_OPERATIONAL = 5;
    static final byte PUBLIC_TERMINATED = 15;

    // On the inside: far apart, so that no flipped bit leads from one to another.
    private static final byte CREATED = 0x66;
    private static final byte MANUFACTURED = 0x3C;
    private static final byte PERSONALISING = 0x5A;
    private static final byte OPERATIONAL = (byte) 0xA5;

    private static final byte TERMINATED = (byte) 0xC3;
    private static final byte MADE = 0x5A;

    static final byte CHANNEL = 0;
    static final byte ASSERTION = 1;

    private static final short CERTIFICATE = 256;

    final byte[] serial;
    final StoredObject[] certificates;

    /** Key version (1), Kc (32). */
    final StoredObject secrets;

    private final Crypto crypto;
    private final byte[] life;
    private final byte[] transportKey;
    private final KeyPair[] pairs;
    private final byte[] made;

    CardRecord(Crypto crypto) {
        this.crypto = crypto;
        serial = new byte[SERIAL];
        transportKey = new byte[16];
        life = new byte[1];
        made = new byte[2];
        secrets = new StoredObject((short) (SECRET + 1), false);
        pairs = new KeyPair[2];
        certificates = new StoredObject[2];
        for (byte i = 0; i < 2; i++) {
            pairs[i] = Crypto.newKeyPair(false);
            certificates[i] = new StoredObject(CERTIFICATE, true);
        }
    }

    /** Takes serial and transport key, at manufacture. */
    void install(byte[] buf, short off) {
        Util.arrayCopyNonAtomic(buf, off, serial, (short) 0, SERIAL);
        Util.arrayCopyNonAtomic(buf, (short) (off + SERIAL), transportKey, (short) 0, (short) 16);
        life[0] = CREATED;
    }

    /** Just installed: it waits for its trust point. */
    boolean isCreated() {
        return life[0] == CREATED;
    }

    /** It has its trust point. */
    void manufactured() {
        life[0] = MANUFACTURED;
    }

    /** Before the lock: manufactured, or being personalised. */
    boolean isBlank() {
        return life[0] == MANUFACTURED || life[0] == PERSONALISING;
    }

    boolean isOperational() {
        return life[0] == OPERATIONAL;
    }

    /** Anything unknown counts as terminated. */
    byte publicLifeCycle() {
        switch (life[0]) {
            case CREATED:
                return PUBLIC_CREATED;
            case MANUFACTURED:
                return PUBLIC_MANUFACTURED;
            case PERSONALISING:
                return PUBLIC_PERSONALISING;
            case OPERATIONAL:
                return PUBLIC_OPERATIONAL;
            default:
                return PUBLIC_TERMINATED;
        }
    }

    /** The first write of a personalisation. */
    void startPersonalising() {
        if (life[0] == MANUFACTURED) {
            life[0] = PERSONALISING;
        }
    }

    /**
     * The lock, one write; the transport key is dead from then on, and is then destroyed.
     *
     * @param whole whether everything else that a card needs is there
     * @throws ISOException 6985 when something is missing
     */
    void lock(boolean whole) {
        boolean ready =
                whole
                        && life[0] == PERSONALISING
                        && made[CHANNEL] == MADE
                        && made[ASSERTION] == MADE
                        && certificates[CHANNEL].isPresent()
                        && certificates[ASSERTION].isPresent()
                        && secrets.isPresent();
        if (!ready) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        life[0] = OPERATIONAL;
        destroyTransportKey();
    }

    /** Also after a cut between the lock and the destruction. */
    void destroyTransportKey() {
        boolean needed = isBlank() || isCreated();
        if (!needed && !Crypto.isZero(transportKey, (short) 0, (short) 16)) {
            Crypto.wipe(transportKey);
        }
    }

    void terminate() {
        life[0] = TERMINATED;
        secrets.clear();
        destroyTransportKey();
    }

    /** Makes one of the two key pairs; its old certificate is void. Answers 7F49{86 point}. */
    short generate(byte which, byte[] buf) {
        startPersonalising();
        certificates[which].clear();
        made[which] = 0;
        crypto.generate(pairs[which]);
        made[which] = MADE;
        short at = Tlv.header(buf, (short) 0, (short) 0x7F49, (short) (Crypto.POINT + 2));
        at = Tlv.header(buf, at, (short) 0x86, Crypto.POINT);
        return (short) (at + ((ECPublicKey) pairs[which].getPublic()).getW(buf, at));
    }

    ECPrivateKey channelKey() {
        return (ECPrivateKey) pairs[CHANNEL].getPrivate();
    }

    ECPrivateKey assertionKey() {
        return (ECPrivateKey) pairs[ASSERTION].getPrivate();
    }

    short transportKey(byte[] out, short at) {
        return Util.arrayCopyNonAtomic(transportKey, (short) 0, out, at, (short) 16);
    }

    /** Kc. */
    short sharedSecret(byte[] out, short at) {
        return Util.arrayCopyNonAtomic(secrets.content(), (short) 1, out, at, SECRET);
    }

    byte keyVersion() {
        return secrets.isPresent() ? secrets.content()[0] : 0;
    }

    /** 7C{85 channel certificate, 86 serial, 87 key version}; a blank card has no certificate. */
    short introduce(byte[] buf) {
        short certificate = isBlank() ? 0 : certificates[CHANNEL].length();
        short inner = (short) (SERIAL + 2 + 3);
        if (certificate > 0) {
            inner = (short) (inner + certificate + (certificate > 0x7F ? 3 : 2));
        }
        short at = Tlv.header(buf, (short) 0, (short) 0x7C, inner);
        if (certificate > 0) {
            at = Tlv.header(buf, at, (short) 0x85, certificate);
            at =
                    Util.arrayCopyNonAtomic(
                            certificates[CHANNEL].content(), (short) 0, buf, at, certificate);
        }
        at = Tlv.header(buf, at, (short) 0x86, SERIAL);
        at = Util.arrayCopyNonAtomic(serial, (short) 0, buf, at, SERIAL);
        at = Tlv.header(buf, at, (short) 0x87, (short) 1);
        buf[at++] = keyVersion();
        return at;
    }

    /** What personalisation has written of this record, one bit each. */
    short written() {
        short bits = 0;
        bits |= (short) (made[CHANNEL] == MADE ? 1 : 0);
        bits |= (short) (made[ASSERTION] == MADE ? 2 : 0);
        bits |= (short) (certificates[CHANNEL].isPresent() ? 4 : 0);
        bits |= (short) (certificates[ASSERTION].isPresent() ? 8 : 0);
        bits |= (short) (secrets.isPresent() ? 16 : 0);
        return bits;
    }
}
