package org.hawiya.card.terminal;

/** The gateway authority's self-signed certificate, put on a card at its manufacture. */
public record TrustPoint(CvCertificate certificate) {

    public TrustPoint {
        if (certificate.role() != CvRole.ROOT) {
            throw new IllegalArgumentException("A trust point is a root certificate");
        }
    }
}
