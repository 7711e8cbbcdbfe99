package org.hawiya.app.card;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hawiya card}: works with one card. */
@Command(
        name = "card",
        description = "Works with one card, in a PC/SC reader or simulated.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ReadersCommand.class,
            InfoCommand.class,
            ApduCommand.class,
            RelayCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hawiya card readers                          readers of this machine",
            "  hawiya card info                             what the card in the first reader says",
            "  hawiya card info --simulator FILE            the same of a simulated card",
            "  hawiya card apdu 00A4040008F048415749594101  sends bytes, prints the answer",
            "  hawiya card relay wss://host:9443/relay/ID --trust ca.pem --finger"
                + " RIGHT_INDEX=a.png",
            ""
        })
public final class CardCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Say what to do, for instance: hawiya card info");
        }
    }
}
