package org.hawiya.app.card;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.card.terminal.CardChannel;
import org.hawiya.card.terminal.CardTransportException;
import org.hawiya.card.terminal.ChainingChannel;
import org.hawiya.card.terminal.PcscCard;
import org.hawiya.card.terminal.SimulatedCard;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which card a command works with. */
final class CardChoice {

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "Reader whose name contains NAME; the first one if not given.")
    private String reader = "";

    @Option(
            names = "--simulator",
            paramLabel = "FILE",
            description = "A simulated card's file instead of a reader.")
    private @Nullable Path simulator;

    /** Opens it; chaining and GET RESPONSE are done for the caller. */
    CardChannel open() {
        try {
            Path file = simulator;
            if (file == null) {
                return new ChainingChannel(PcscCard.open(reader));
            }
            if (!Files.isRegularFile(file)) {
                throw new CommandFailure(ExitCode.INPUT, file + " is no simulated card");
            }
            return new ChainingChannel(SimulatedCard.load(file));
        } catch (CardTransportException e) {
            throw new CommandFailure(ExitCode.INPUT, String.valueOf(e.getMessage()), e);
        }
    }
}
