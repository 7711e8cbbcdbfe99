package org.hawiya.card.terminal;

import java.util.List;
import org.hawiya.engine.FingerPosition;

/**
 * Biometric information templates (ISO/IEC 7816-11, 19785-3; order and feature bytes of ISO/IEC
 * 19794-2): what kind of template the card wants for each finger.
 */
final class BiometricInformation {

    /** Ascending (01) by y, then x (08). */
    private static final byte YX_ASCENDING = 0x09;

    private BiometricInformation() {}

    /** 7F61 with one 7F60 for each finger. */
    static byte[] group(List<FingerReference> fingers) {
        byte[] templates = new byte[0];
        for (FingerReference finger : fingers) {
            templates = Tlv.concat(templates, template(finger.position()));
        }
        return Tlv.encode(0x7F61, Tlv.encode(0x02, new byte[] {(byte) fingers.size()}), templates);
    }

    static byte[] template(FingerPosition finger) {
        byte[] minutiae =
                Tlv.encode(
                        0xB1,
                        Tlv.encode(
                                0x81,
                                new byte[] {
                                    FingerReference.MIN_MINUTIAE, FingerReference.MAX_MINUTIAE
                                }),
                        Tlv.encode(0x82, new byte[] {YX_ASCENDING}),
                        Tlv.encode(0x83, new byte[] {0}));
        return Tlv.encode(
                0x7F60,
                Tlv.encode(
                        0xA1,
                        Tlv.encode(0x81, new byte[] {0x08}),
                        Tlv.encode(0x82, new byte[] {(byte) subtype(finger)}),
                        Tlv.encode(0x87, new byte[] {1, 1}),
                        Tlv.encode(0x88, new byte[] {0, 5}),
                        minutiae));
    }

    /** Bits 1 and 2: side, 01 right, 10 left; bits 3 to 5: thumb 1 to little finger 5. */
    static int subtype(FingerPosition finger) {
        boolean right = finger.code() <= 5;
        int place = right ? finger.code() : finger.code() - 5;
        return place << 2 | (right ? 1 : 2);
    }
}
