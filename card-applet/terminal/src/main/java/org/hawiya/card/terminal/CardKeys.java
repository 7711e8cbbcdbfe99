package org.hawiya.card.terminal;

import java.nio.ByteBuffer;
import org.hawiya.engine.FingerPosition;

/**
 * The secrets that belong to one card, derived on demand from masters that stay in the key custody.
 *
 * <p>Derivation is SP 800-108 in counter mode with HMAC-SHA256. Filled by the servers; must be
 * thread-safe.
 */
public interface CardKeys {

    /** Label of the channel key's derivation from the card master. */
    String CHANNEL_LABEL = "MOC-AUTH";

    /** Label of a container key's derivation from the container master. */
    String CONTAINER_LABEL = "MOC-CONT";

    /** Label of a blank card's transport key (context: the serial, 16 bytes long). */
    String TRANSPORT_LABEL = "HAWIYA-TRANSPORT";

    /** Kc, 32 bytes: label {@link #CHANNEL_LABEL}, context {@link #channelContext}. */
    byte[] channelKey(CardSerial serial, int version);

    /** Kcont: label {@link #CONTAINER_LABEL}, context {@link #containerContext}. */
    ContainerKey containerKey(CardSerial serial, FingerPosition finger, int version);

    /** Serial, then one byte of key version. */
    static byte[] channelContext(CardSerial serial, int version) {
        return ByteBuffer.allocate(CardSerial.LENGTH + 1)
                .put(serial.value())
                .put((byte) version)
                .array();
    }

    /** Serial, one byte of ISO finger code, one byte of key version. */
    static byte[] containerContext(CardSerial serial, FingerPosition finger, int version) {
        return ByteBuffer.allocate(CardSerial.LENGTH + 2)
                .put(serial.value())
                .put((byte) finger.code())
                .put((byte) version)
                .array();
    }
}
