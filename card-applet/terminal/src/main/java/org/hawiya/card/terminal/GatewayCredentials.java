package org.hawiya.card.terminal;

import java.util.List;

/**
 * What a terminal proves itself with: certificates from the one signed by the card's trust point
 * down to the leaf, and the leaf's key.
 *
 * @param cvcChain one or two encoded card-verifiable certificates, the leaf last
 * @param signer signs with the leaf's private key; it must only be lent to a live transaction
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never shared
public record GatewayCredentials(List<byte[]> cvcChain, Signer signer) {

    public static final int MAX_CHAIN = 2;

    public GatewayCredentials {
        if (cvcChain.isEmpty() || cvcChain.size() > MAX_CHAIN) {
            throw new IllegalArgumentException(
                    "A chain is one or two certificates, not " + cvcChain.size());
        }
        cvcChain = cvcChain.stream().map(byte[]::clone).toList();
    }

    @Override
    public List<byte[]> cvcChain() {
        return cvcChain.stream().map(byte[]::clone).toList();
    }
}
