package org.hawiya.card.terminal;

import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;

/**
 * A card-verifiable certificate (TR-03110-3, appendix C), read but not yet verified unless it came
 * from {@link CvCertificates#issue}.
 *
 * @param issuer certification authority reference
 * @param holder names the certified key
 * @param key the certified key
 * @param rights of a terminal or an authority; empty on a card's certificates
 * @param groups the data groups it may read
 * @param effective first day
 * @param expires last day
 * @param encoded the body (7F4E) and the signature (5F37), as they go to the card
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record CvCertificate(
        HolderReference issuer,
        HolderReference holder,
        ECPublicKey key,
        CvRole role,
        Set<Right> rights,
        Set<DataGroup> groups,
        LocalDate effective,
        LocalDate expires,
        byte[] encoded) {

    public CvCertificate {
        rights = Set.copyOf(rights);
        groups = Set.copyOf(groups);
        encoded = encoded.clone();
    }

    @Override
    public byte[] encoded() {
        return encoded.clone();
    }

    /** The signed part: the body with its tag and length. */
    byte[] body() {
        return Arrays.copyOfRange(encoded, 0, encoded.length - CvCertificates.SIGNATURE_OBJECT);
    }

    byte[] signature() {
        return Arrays.copyOfRange(encoded, encoded.length - 64, encoded.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CvCertificate that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "CvCertificate["
                + holder
                + " by "
                + issuer
                + ", "
                + role
                + ", until "
                + expires
                + "]";
    }
}
