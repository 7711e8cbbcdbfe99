package org.hawiya.card.terminal;

import java.util.Arrays;

/**
 * A card that has proved itself.
 *
 * @param keyVersion version of the card's derived keys
 * @param certificateFingerprint SHA-256 of the card's channel certificate, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record CardIdentity(CardSerial serial, int keyVersion, byte[] certificateFingerprint) {

    public CardIdentity {
        certificateFingerprint = certificateFingerprint.clone();
    }

    @Override
    public byte[] certificateFingerprint() {
        return certificateFingerprint.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CardIdentity that
                && keyVersion == that.keyVersion
                && serial.equals(that.serial)
                && Arrays.equals(certificateFingerprint, that.certificateFingerprint);
    }

    @Override
    public int hashCode() {
        return serial.hashCode();
    }
}
