package org.hawiya.app.card;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.card.terminal.CardChannel;
import org.hawiya.card.terminal.CardException;
import org.hawiya.card.terminal.CardFace;
import org.hawiya.card.terminal.Personaliser;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** {@code hawiya card info}: all that a card says without a gateway. */
@Command(
        name = "info",
        description = "Shows what a card tells anybody: kind and life cycle, nothing personal.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private CardChoice choice = new CardChoice();

    @Override
    public Integer call() {
        try (CardChannel card = choice.open()) {
            CardFace face = CardFace.read(card);
            if (spec != null) {
                print(spec.commandLine().getOut(), face, card);
            }
            return ExitCode.OK.code();
        } catch (CardException e) {
            throw new CommandFailure(ExitCode.INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(PrintWriter out, CardFace face, CardChannel card) {
        out.println("interface   version " + face.version());
        out.println(
                "suite       " + (face.suite() == 1 ? "P-256, SHA-256, AES-128" : face.suite()));
        out.println("life cycle  " + lifeCycle(face.lifeCycle()));
        if (face.lifeCycle() == 1 || face.lifeCycle() == 3) {
            out.println("serial      " + Personaliser.serialOf(card));
        }
        out.flush();
    }

    private static String lifeCycle(int code) {
        return switch (code) {
            case 0 -> "created, without a trust point";
            case 1 -> "blank";
            case 3 -> "being personalised";
            case 5 -> "operational";
            default -> "terminated";
        };
    }
}
