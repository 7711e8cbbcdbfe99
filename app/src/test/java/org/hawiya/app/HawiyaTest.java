package org.hawiya.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class HawiyaTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine commandLine = Hawiya.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    @Test
    void helpHasExamplesAndEveryExitCode() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Examples:").contains("Exit codes:");
        for (ExitCode code : ExitCode.values()) {
            assertThat(out.toString()).contains(" " + code.code() + " ");
        }
    }

    @Test
    void theHandbookHasTheSameTable() throws IOException {
        String handbook = Files.readString(Path.of("..", "docs", "operations.md"));
        for (ExitCode code : ExitCode.values()) {
            assertThat(handbook).contains("| " + code.code() + " | " + code.meaning() + " |");
        }
    }

    @Test
    void anUnknownCommandIsAUsageError() {
        assertThat(run("dance")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("dance");
    }

    @Test
    void noCommandIsAUsageErrorThatSaysWhatToType() {
        assertThat(run()).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("hawiya demo");
    }
}
