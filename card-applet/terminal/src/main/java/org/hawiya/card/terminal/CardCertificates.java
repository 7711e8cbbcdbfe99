package org.hawiya.card.terminal;

import java.time.LocalDate;

/** The rules a card's own two certificates must meet. */
final class CardCertificates {

    private CardCertificates() {}

    static void requireGenuine(
            CvCertificate certificate,
            CvRole role,
            CardSerial serial,
            CardTrust trust,
            LocalDate today) {
        if (certificate.role() != role) {
            throw new CardProtocolException.NotGenuine("The certificate has another use");
        }
        if (!certificate.holder().equals(HolderReference.ofCard(serial))) {
            throw new CardProtocolException.NotGenuine("The certificate is another card's");
        }
        if (today.isBefore(certificate.effective()) || today.isAfter(certificate.expires())) {
            throw new CardProtocolException.NotGenuine("The card's certificate is out of date");
        }
        if (!certificate.issuer().equals(trust.cardCa())
                || !CvCertificates.isSignedBy(certificate, trust.key())) {
            throw new CardProtocolException.NotGenuine("The card authority did not sign it");
        }
    }
}
