package org.hawiya.card.terminal;

import java.util.List;

import javax.smartcardio.Card;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;

/**
 * A card in a PC/SC reader. Held exclusively while it is open, so that no other program's command
 * can end the session. GET RESPONSE is left to {@link ChainingChannel}.
 */
public final class PcscCard implements CardChannel {

    private final Card card;

    private PcscCard(Card card) {
        this.card = card;
    }

    /**
     * Names of the readers, with or without a card.
     *
     * @throws CardTransportException when the PC/SC service does not run
     */
    public static List<String> readers() {
        return terminals().stream().map(CardTerminal::getName).toList();
    }

    /**
     * Connects to the card in the first reader whose name contains the given text.
     *
     * @throws CardTransportException when there is no such reader, no card in it, or another
     *     program holds it
     */
    public static PcscCard open(String reader) {
        CardTerminal terminal =
                terminals().stream()
                        .filter(candidate -> candidate.getName().contains(reader))
                        .findFirst()
                        .orElseThrow(
                                () -> new CardTransportException("No reader is called " + reader));
        try {
            Card card = terminal.connect("*");
            card.beginExclusive();
            return new PcscCard(card);
        } catch (javax.smartcardio.CardException e) {
            throw new CardTransportException(
                    "The card in " + terminal.getName() + " does not answer", e);
        }
    }

    @Override
    public byte[] transceive(byte[] commandApdu) {
        try {
            return card.getBasicChannel().transmit(new CommandAPDU(commandApdu)).getBytes();
        } catch (javax.smartcardio.CardException | IllegalStateException e) {
            throw new CardTransportException("The card was taken out", e);
        } catch (IllegalArgumentException e) {
            throw new CardTransportException("The reader takes no such command", e);
        }
    }

    @Override
    public void close() {
        try {
            card.endExclusive();
            card.disconnect(true);
        } catch (javax.smartcardio.CardException | IllegalStateException e) {
            throw new CardTransportException("The card was taken out", e);
        }
    }

    private static List<CardTerminal> terminals() {
        try {
            return TerminalFactory.getDefault().terminals().list();
        } catch (javax.smartcardio.CardException e) {
            throw new CardTransportException(
                    "No card reader, or the PC/SC service does not run", e);
        }
    }
}
