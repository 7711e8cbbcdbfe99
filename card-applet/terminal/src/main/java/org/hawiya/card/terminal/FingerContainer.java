package org.hawiya.card.terminal;

import java.security.SecureRandom;

/**
 * One finger as it lies on the card, readable only with a key that the card does not have: version
 * 01, serial (16), finger code, IV (16), AES-CBC(threshold (2), count, minutiae), CMAC (16) over
 * all before it.
 */
final class FingerContainer {

    private static final byte VERSION = 1;

    private FingerContainer() {}

    static byte[] seal(
            FingerReference finger, CardSerial serial, ContainerKey key, SecureRandom random) {
        byte[] iv = new byte[16];
        random.nextBytes(iv);
        byte[] template = finger.compactTemplate();
        byte[] plain =
                Tlv.concat(
                        new byte[] {
                            (byte) (finger.threshold() >> 8),
                            (byte) finger.threshold(),
                            (byte) (template.length / 3)
                        },
                        template);
        byte[] sealed =
                Tlv.concat(
                        new byte[] {VERSION},
                        serial.value(),
                        new byte[] {(byte) finger.position().code()},
                        iv,
                        Digests.encryptPadded(key.encryption(), iv, plain));
        return Tlv.concat(sealed, Digests.cmac(key.mac(), sealed));
    }
}
