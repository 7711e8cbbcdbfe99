package org.hawiya.enrollment.issuance;

import java.security.interfaces.ECPublicKey;
import java.time.Period;
import java.util.List;
import org.hawiya.card.terminal.CardCa;
import org.hawiya.card.terminal.GatewayCredentials;
import org.hawiya.card.terminal.HolderReference;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;

/**
 * What makes a blank card somebody's card: the desk's right to personalise, the authority that
 * certifies, and how long that holds.
 *
 * @param credentials the personalisation leaf and the chain above it
 * @param threshold of the comparison on the card
 */
record CardAuthority(GatewayCredentials credentials, CardCa ca, Period validity, int threshold) {

    static CardAuthority of(
            KeyCustody custody, List<byte[]> chain, String caName, Period validity, int threshold) {
        if (!(custody.certificate(KeyName.CARD_CA).getPublicKey() instanceof ECPublicKey caKey)) {
            throw new IllegalStateException("the card authority's key is not on a curve");
        }
        return new CardAuthority(
                new GatewayCredentials(
                        chain, message -> custody.signEs256(KeyName.PERSONALISATION_LEAF, message)),
                new CardCa(
                        new HolderReference(caName),
                        caKey,
                        message -> custody.signEs256(KeyName.CARD_CA, message)),
                validity,
                threshold);
    }
}
