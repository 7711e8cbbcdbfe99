package org.hawiya.app.synthesize;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.hawiya.app.ExitCode;
import org.hawiya.engine.synthesis.SynthesisSpeed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hawiya synthesize speed}: how much one core makes in a second. */
@Command(
        name = "speed",
        description =
                "Measures how many prints and templates one core makes in a second of its time.",
        mixinStandardHelpOptions = true)
final class SpeedCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        SynthesisSpeed speed = SynthesisSpeed.measure();
        if (spec != null) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "one core, in a second: %.1f plain prints, %.1f rolled prints, %.0f direct templates%n",
                            speed.plainImpressions(),
                            speed.rolledImpressions(),
                            speed.directTemplates());
        }
        return ExitCode.OK.code();
    }
}
