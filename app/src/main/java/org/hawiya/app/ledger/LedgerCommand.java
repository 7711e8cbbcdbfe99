package org.hawiya.app.ledger;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hawiya ledger}: what an auditor does. */
@Command(
        name = "ledger",
        description =
                "The audit log: what was done to whom, by whom, and the proof that nobody changed it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {VerifyCommand.class})
public final class LedgerCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Say what to do, for instance: hawiya ledger verify");
        }
    }
}
