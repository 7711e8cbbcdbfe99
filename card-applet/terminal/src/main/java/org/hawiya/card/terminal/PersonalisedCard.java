package org.hawiya.card.terminal;

/** A card that has been locked: it belongs to a person from here on. */
public record PersonalisedCard(
        CardSerial serial,
        int keyVersion,
        CvCertificate channelCertificate,
        CvCertificate assertionCertificate) {}
