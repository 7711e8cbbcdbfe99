package org.hawiya.app.card;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.card.terminal.CardTransportException;
import org.hawiya.card.terminal.PcscCard;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code hawiya card readers}. */
@Command(
        name = "readers",
        description = "Lists the PC/SC readers of this machine.",
        mixinStandardHelpOptions = true)
final class ReadersCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try {
            List<String> readers = PcscCard.readers();
            if (spec != null) {
                readers.forEach(spec.commandLine().getOut()::println);
            }
            return ExitCode.OK.code();
        } catch (CardTransportException e) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    e.getMessage() + "; is a reader plugged in and pcscd started?",
                    e);
        }
    }
}
