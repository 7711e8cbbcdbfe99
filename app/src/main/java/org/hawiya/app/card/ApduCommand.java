package org.hawiya.app.card;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.card.terminal.CardChannel;
import org.hawiya.card.terminal.CardException;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code hawiya card apdu}: bytes in, bytes out, for those who debug. */
@Command(
        name = "apdu",
        description = "Sends commands in hexadecimal, one after the other, and prints the answers.",
        mixinStandardHelpOptions = true)
final class ApduCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private CardChoice choice = new CardChoice();

    @Parameters(paramLabel = "HEX", arity = "1..*", description = "Commands; spaces are ignored.")
    private List<String> commands = List.of();

    @Override
    public Integer call() {
        List<byte[]> parsed = commands.stream().map(this::parse).toList();
        try (CardChannel card = choice.open()) {
            for (byte[] command : parsed) {
                String answer = HexFormat.of().formatHex(card.transceive(command));
                if (spec != null) {
                    spec.commandLine().getOut().println(answer.toUpperCase(Locale.ROOT));
                    spec.commandLine().getOut().flush();
                }
            }
            return ExitCode.OK.code();
        } catch (CardException e) {
            throw new CommandFailure(ExitCode.INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private byte[] parse(String hex) {
        try {
            return HexFormat.of().parseHex(hex.replace(" ", "").replace(":", ""));
        } catch (IllegalArgumentException e) {
            throw spec == null
                    ? e
                    : new ParameterException(spec.commandLine(), hex + " is not hexadecimal", e);
        }
    }
}
