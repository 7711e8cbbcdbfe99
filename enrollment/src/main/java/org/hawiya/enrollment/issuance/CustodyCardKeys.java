package org.hawiya.enrollment.issuance;

import org.hawiya.card.terminal.CardKeys;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.card.terminal.ContainerKey;
import org.hawiya.card.terminal.TransportKey;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyDerivation;
import org.hawiya.custody.KeyName;
import org.hawiya.engine.FingerPosition;

/** A card's secrets, derived from the masters that stay in the custody. Thread-safe. */
record CustodyCardKeys(KeyCustody custody) implements CardKeys {
    private static final int CHANNEL_BYTES = 32;

    @Override
    public byte[] channelKey(CardSerial serial, int version) {
        return KeyDerivation.derive(
                custody,
                KeyName.CARD_MASTER,
                CHANNEL_LABEL,
                CardKeys.channelContext(serial, version),
                CHANNEL_BYTES);
    }

    @Override
    public ContainerKey containerKey(CardSerial serial, FingerPosition finger, int version) {
        return new ContainerKey(
                KeyDerivation.derive(
                        custody,
                        KeyName.CONTAINER_MASTER,
                        CONTAINER_LABEL,
                        CardKeys.containerContext(serial, finger, version),
                        ContainerKey.LENGTH));
    }

    TransportKey transportKey(CardSerial serial) {
        return new TransportKey(
                KeyDerivation.derive(
                        custody,
                        KeyName.TRANSPORT_MASTER,
                        TRANSPORT_LABEL,
                        serial.value(),
                        TransportKey.LENGTH));
    }
}
