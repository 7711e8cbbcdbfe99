package org.hawiya.card.terminal;

import java.util.List;
import java.util.Map;

/**
 * What goes onto one blank card.
 *
 * @param keys derives the card's channel key and its containers' keys
 * @param keyVersion of those keys, 1 to 127
 * @param fingers the one or two enrolled fingers, the better one first
 * @param groups the card-holder's data, encoded by the issuer; a group left out stays empty
 * @param certificatesValidUntil last day of the card's certificates
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never shared
public record PersonalisationData(
        CardKeys keys,
        int keyVersion,
        List<FingerReference> fingers,
        Map<DataGroup, byte[]> groups,
        java.time.LocalDate certificatesValidUntil) {

    public PersonalisationData {
        if (fingers.isEmpty()
                || fingers.size() > 2
                || fingers.stream().map(FingerReference::position).distinct().count()
                        != fingers.size()) {
            throw new IllegalArgumentException("A card takes one or two different fingers");
        }
        if (keyVersion < 1 || keyVersion > 127) {
            throw new IllegalArgumentException("Key version out of range: " + keyVersion);
        }
        groups.forEach((group, content) -> {
            if (content.length > group.maxBytes()) {
                throw new IllegalArgumentException(
                        group + " takes " + group.maxBytes() + " bytes at most");
            }
        });
        fingers = List.copyOf(fingers);
        groups = Map.copyOf(groups);
    }

    @Override
    public String toString() {
        return "PersonalisationData[REDACTED]";
    }
}
