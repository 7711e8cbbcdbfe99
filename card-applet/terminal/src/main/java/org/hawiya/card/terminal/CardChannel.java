package org.hawiya.card.terminal;

/**
 * One logical channel to a card: command APDU in, response APDU (with its two status bytes) out.
 *
 * <p>The whole terminal side is built of this one interface: readers, the simulator and the relay
 * implement it, decorators wrap it. Not thread-safe: a card is a sequential machine.
 */
public interface CardChannel extends AutoCloseable {

    /**
     * Sends one command and waits for its answer.
     *
     * @param commandApdu 4 to 65,544 bytes, ISO/IEC 7816-3 short or extended form
     * @return at least two bytes, the last two being the status word; a status word is data, not an
     *     exception
     * @throws CardTransportException when the card or the line to it is gone
     */
    byte[] transceive(byte[] commandApdu) throws CardTransportException;

    /** Releases the line; further commands fail with {@link CardTransportException}. */
    @Override
    void close();
}
