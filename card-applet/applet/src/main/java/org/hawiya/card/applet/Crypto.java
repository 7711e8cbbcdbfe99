package org.hawiya.card.applet;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.CryptoException;
import javacard.security.ECKey;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;
import javacard.security.RandomData;
import javacard.security.Signature;

/**
 * The card's primitives: P-256, SHA-256, HMAC and the key derivation on top of it.
 *
 * <p>Owns the scratch buffer; every method that uses it leaves nothing of a secret in it.
 */
final class Crypto {
    static final short POINT = 65;
    static final short COORDINATE = 32;
    static final short HASH = 32;
    static final short SIGNATURE = 64;
    private static final short BLOCK = 64;

    /** Scratch: an HMAC block or two coordinates, a DER signature, a product of two coordinates. */
    private static final short SCRATCH = 256;

    private static final short DER_AT = 128;

    final RandomData random;
    private final MessageDigest digest;
    private final Signature ecdsa;
    private final KeyAgreement ecdh;
    private final ECPublicKey peer;
    private final byte[] scratch;

    Crypto() {
        random = RandomData.getInstance(RandomData.ALG_KEYGENERATION);
        digest = MessageDigest.getInstance(MessageDigest.ALG_SHA_256, false);
        ecdsa = Signature.getInstance(Signature.ALG_ECDSA_SHA_256, false);
        ecdh = KeyAgreement.getInstance(KeyAgreement.ALG_EC_SVDP_DH_PLAIN, false);
        peer =
                (ECPublicKey)
                        KeyBuilder.buildKey(
                                KeyBuilder.TYPE_EC_FP_PUBLIC, KeyBuilder.LENGTH_EC_FP_256, false);
        setCurve(peer);
        scratch = JCSystem.makeTransientByteArray(SCRATCH, JCSystem.CLEAR_ON_DESELECT);
    }

    /** A key pair whose private half is lost with the session, or is kept. */
    static KeyPair newKeyPair(boolean ephemeral) {
        if (ephemeral) {
            try {
                return newKeyPair(KeyBuilder.TYPE_EC_FP_PRIVATE_TRANSIENT_DESELECT);
            } catch (CryptoException e) {
                // A card without transient private keys: it is cleared after use and at the
                // session's end.
                return newKeyPair(KeyBuilder.TYPE_EC_FP_PRIVATE);
            }
        }
        return newKeyPair(KeyBuilder.TYPE_EC_FP_PRIVATE);
    }

    private static KeyPair newKeyPair(byte privateType) {
        ECPublicKey open =
                (ECPublicKey)
                        KeyBuilder.buildKey(
                                KeyBuilder.TYPE_EC_FP_PUBLIC, KeyBuilder.LENGTH_EC_FP_256, false);
        ECPrivateKey secret =
                (ECPrivateKey) KeyBuilder.buildKey(privateType, KeyBuilder.LENGTH_EC_FP_256, false);
        setCurve(open);
        setCurve(secret);
        return new KeyPair(open, secret);
    }

    /** Makes a fresh pair; curve parameters of transient keys do not survive a reset. */
    void generate(KeyPair pair) {
        ECPrivateKey secret = (ECPrivateKey) pair.getPrivate();
        setCurve(secret);
        pair.genKeyPair();
        // A platform that leaves out leading zeros would keep bytes of the key before behind them.
        short length = secret.getS(scratch, COORDINATE);
        if (length < COORDINATE) {
            secret.setS(scratch, length, COORDINATE);
        }
        clearScratch();
    }

    static void setCurve(ECKey key) {
        key.setFieldFP(Curve.P, (short) 0, COORDINATE);
        key.setA(Curve.A, (short) 0, COORDINATE);
        key.setB(Curve.B, (short) 0, COORDINATE);
        key.setG(Curve.G, (short) 0, POINT);
        key.setR(Curve.N, (short) 0, COORDINATE);
        key.setK((short) 1);
    }

    /** Whether 65 bytes are an uncompressed point of the curve; never leave it to the library. */
    boolean isPoint(byte[] point, short off) {
        boolean valid = Curve.contains(point, off, scratch);
        clearScratch();
        return valid;
    }

    /** Verifies r and s, 32 bytes each, over a message. */
    boolean verify(
            byte[] key,
            short keyOff,
            byte[] message,
            short off,
            short length,
            byte[] signature,
            short signatureOff) {
        if (isZero(signature, signatureOff, COORDINATE)
                || isZero(signature, (short) (signatureOff + COORDINATE), COORDINATE)) {
            return false;
        }
        peer.setW(key, keyOff, POINT);
        short der = toDer(signature, signatureOff);
        ecdsa.init(peer, Signature.MODE_VERIFY);
        return ecdsa.verify(message, off, length, scratch, DER_AT, der);
    }

    /** Signs; writes r and s, 32 bytes each. */
    void sign(ECPrivateKey key, byte[] message, short off, short length, byte[] out, short outOff) {
        ecdsa.init(key, Signature.MODE_SIGN);
        ecdsa.sign(message, off, length, scratch, DER_AT);
        short at = (short) (DER_AT + 2);
        at = fromDer(at, out, outOff);
        fromDer(at, out, (short) (outOff + COORDINATE));
    }

    /** The x coordinate of the shared point, 32 bytes. */
    void agree(ECPrivateKey own, byte[] point, short off, byte[] out, short outOff) {
        ecdh.init(own);
        short length = ecdh.generateSecret(point, off, POINT, out, outOff);
        short missing = (short) (COORDINATE - length);
        if (missing > 0) { // some platforms leave out leading zeros
            Util.arrayCopyNonAtomic(out, outOff, out, (short) (outOff + missing), length);
            Util.arrayFillNonAtomic(out, outOff, missing, (byte) 0);
        }
    }

    void hash(byte[] in, short off, short length, byte[] out, short outOff) {
        digest.reset();
        digest.doFinal(in, off, length, out, outOff);
    }

    /**
     * SP 800-108, counter mode, HMAC-SHA256, one block: HMAC(key, 00000001, label, 00, context,
     * length in bits). HMAC is made of the digest because few cards offer it with long keys.
     *
     * @param length 16 or 32 bytes
     */
    void derive(
            byte[] key,
            short keyOff,
            short keyLength,
            byte[] label,
            byte[] context,
            short contextOff,
            short contextLength,
            byte[] out,
            short outOff,
            short length) {
        short end = (short) (BLOCK + HASH);
        loadKey(key, keyOff, keyLength, (byte) 0x36);
        digest.reset();
        digest.update(scratch, (short) 0, BLOCK);
        Util.arrayFillNonAtomic(scratch, end, (short) 8, (byte) 0);
        scratch[(short) (end + 3)] = 1;
        digest.update(scratch, end, (short) 4);
        digest.update(label, (short) 0, (short) label.length);
        digest.update(scratch, (short) (end + 4), (short) 1);
        digest.update(context, contextOff, contextLength);
        scratch[(short) (end + 3)] = 0;
        Util.setShort(scratch, (short) (end + 2), (short) (length << 3));
        digest.doFinal(scratch, end, (short) 4, scratch, BLOCK);
        loadOuterPad();
        digest.doFinal(scratch, (short) 0, end, scratch, BLOCK);
        Util.arrayCopyNonAtomic(scratch, BLOCK, out, outOff, length);
        clearScratch();
    }

    /** Compares without telling by its time where two arrays differ. */
    static boolean equal(byte[] a, short aOff, byte[] b, short bOff, short length) {
        byte different = 0;
        for (short i = 0; i < length; i++) {
            different |= (byte) (a[(short) (aOff + i)] ^ b[(short) (bOff + i)]);
        }
        return different == 0;
    }

    static boolean isZero(byte[] a, short off, short length) {
        byte any = 0;
        for (short i = 0; i < length; i++) {
            any |= a[(short) (off + i)];
        }
        return any == 0;
    }

    static void wipe(byte[] a) {
        Util.arrayFillNonAtomic(a, (short) 0, (short) a.length, (byte) 0);
    }

    private void loadKey(byte[] key, short off, short length, byte pad) {
        Util.arrayFillNonAtomic(scratch, (short) 0, BLOCK, (byte) 0);
        if (length > BLOCK) {
            hash(key, off, length, scratch, (short) 0);
        } else {
            Util.arrayCopyNonAtomic(key, off, scratch, (short) 0, length);
        }
        for (short i = 0; i < BLOCK; i++) {
            scratch[i] ^= pad;
        }
    }

    /** Turns the inner pad in the scratch buffer into the outer one. */
    private void loadOuterPad() {
        for (short i = 0; i < BLOCK; i++) {
            scratch[i] ^= (byte) (0x36 ^ 0x5C);
        }
    }

    private short toDer(byte[] raw, short off) {
        short at = (short) (DER_AT + 2);
        at = putInteger(raw, off, at);
        at = putInteger(raw, (short) (off + COORDINATE), at);
        scratch[DER_AT] = 0x30;
        scratch[(short) (DER_AT + 1)] = (byte) (at - DER_AT - 2);
        return (short) (at - DER_AT);
    }

    private short putInteger(byte[] raw, short off, short at) {
        short skip = 0;
        while (skip < (short) (COORDINATE - 1) && raw[(short) (off + skip)] == 0) {
            skip++;
        }
        short length = (short) (COORDINATE - skip);
        boolean sign = raw[(short) (off + skip)] < 0;
        scratch[at++] = 0x02;
        scratch[at++] = (byte) (sign ? length + 1 : length);
        if (sign) {
            scratch[at++] = 0;
        }
        return Util.arrayCopyNonAtomic(raw, (short) (off + skip), scratch, at, length);
    }

    private short fromDer(short at, byte[] out, short outOff) {
        short length = scratch[(short) (at + 1)];
        short start = (short) (at + 2);
        short end = (short) (start + length);
        if (length > COORDINATE) {
            start++;
            length--;
        }
        Util.arrayFillNonAtomic(out, outOff, COORDINATE, (byte) 0);
        Util.arrayCopyNonAtomic(
                scratch, start, out, (short) (outOff + COORDINATE - length), length);
        return end;
    }

    private void clearScratch() {
        wipe(scratch);
    }
}
