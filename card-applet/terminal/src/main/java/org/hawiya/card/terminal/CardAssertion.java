package org.hawiya.card.terminal;

/**
 * The card's signed statement that its holder was verified in this session, for one challenge and
 * one audience. The signature has been checked against the card's certificate.
 *
 * @param counter rises with every assertion of the card, 0 to 2^32 - 1; a fall or a repeat is an
 *     alarm
 * @param method the finger's ISO code (1 to 10), plus 0x80 when the PIN was proved in the session
 * @param pseudonym the card's name for this audience, 16 bytes
 * @param signedMessage every byte that was signed, for an archive
 * @param signature r then s, 64 bytes
 * @param certificate the encoded certificate of the card's assertion key
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record CardAssertion(
        long counter,
        int method,
        byte[] pseudonym,
        byte[] signedMessage,
        byte[] signature,
        byte[] certificate) {

    public CardAssertion {
        pseudonym = pseudonym.clone();
        signedMessage = signedMessage.clone();
        signature = signature.clone();
        certificate = certificate.clone();
    }

    @Override
    public byte[] pseudonym() {
        return pseudonym.clone();
    }

    @Override
    public byte[] signedMessage() {
        return signedMessage.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    @Override
    public byte[] certificate() {
        return certificate.clone();
    }
}
