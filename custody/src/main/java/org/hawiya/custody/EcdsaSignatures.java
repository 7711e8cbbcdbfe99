package org.hawiya.custody;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

/**
 * The two shapes of a P-256 signature: r then s in 64 bytes (JOSE, cards), and the DER sequence
 * (X.509, signed notes).
 */
public final class EcdsaSignatures {
    private static final int SCALAR_BYTES = 32;

    private EcdsaSignatures() {}

    /** The DER form of a 64-byte signature. */
    public static byte[] toDer(byte[] raw) {
        if (raw.length != 2 * SCALAR_BYTES) {
            throw new IllegalArgumentException("a P-256 signature has 64 bytes, not " + raw.length);
        }
        try {
            return new DERSequence(
                            new ASN1Integer[] {
                                new ASN1Integer(
                                        new BigInteger(
                                                1, Arrays.copyOfRange(raw, 0, SCALAR_BYTES))),
                                new ASN1Integer(
                                        new BigInteger(
                                                1,
                                                Arrays.copyOfRange(raw, SCALAR_BYTES, raw.length)))
                            })
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("two integers cannot be encoded", e);
        }
    }
}
