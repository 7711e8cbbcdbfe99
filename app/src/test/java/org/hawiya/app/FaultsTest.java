package org.hawiya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.hawiya.app.provision.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Each fault gives one clear line (what, which file or port, what to do) and its exit code of the
 * documented table.
 */
class FaultsTest {
    @TempDir Path folder;

    private final StringWriter err = new StringWriter();

    private ExitCode run(String... args) {
        CommandLine commandLine = Hawiya.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter()));
        commandLine.setErr(new PrintWriter(err, true));
        int code = commandLine.execute(args);
        return List.of(ExitCode.values()).stream()
                .filter(known -> known.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private void assertOneLine(String... parts) {
        assertThat(err.toString().strip())
                .startsWith("hawiya: ")
                .contains(parts)
                .doesNotContain("\n", "Exception in", "\tat ");
    }

    @Test
    void aFolderWithoutPeople() {
        assertThat(run("demo", "--headless", "--images", folder.toString()))
                .isEqualTo(ExitCode.INPUT);
        assertOneLine(folder.toString(), "<person>_<finger 1-10>_<impression>");
    }

    @Test
    void anUnreadableImage() throws IOException {
        Files.writeString(folder.resolve("anna_1_1.png"), "this is no image");
        assertThat(run("demo", "--headless", "--images", folder.toString()))
                .isEqualTo(ExitCode.INPUT);
        assertOneLine("anna_1_1.png", "Replace or remove it");
    }

    @Test
    void imagesForTheEvaluationThatAreNotThere() {
        assertThat(
                        run(
                                "evaluate",
                                "--images",
                                folder.resolve("gone").toString(),
                                "--comparator",
                                "sourceafis"))
                .isEqualTo(ExitCode.INPUT);
        assertOneLine("gone");
    }

    @Test
    void aFileForTheFiguresThatCannotBeWritten() {
        assertThat(
                        run(
                                "demo",
                                "--headless",
                                "--json",
                                folder.resolve("no/such/folder/out.json").toString()))
                .isEqualTo(ExitCode.STORAGE);
        assertOneLine("out.json", "--json FILE");
    }

    @Test
    void aPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int offset = taken.getLocalPort() - 8443;
            assumeTrue(
                    offset >= 0 && offset <= 50_000,
                    "the system gave a port that no offset reaches");
            assertThat(
                            run(
                                    "demo",
                                    "--data",
                                    folder.toString(),
                                    "--port-offset",
                                    String.valueOf(offset)))
                    .isEqualTo(ExitCode.PORT_IN_USE);
            assertOneLine("port " + taken.getLocalPort(), "--port-offset");
        }
    }

    @Test
    void aDataDirectoryInUse() {
        try (DataDirectory used = DataDirectory.open(folder)) {
            assertThat(run("demo", "--data", used.root().toString(), "--port-offset", "31000"))
                    .isEqualTo(ExitCode.STORAGE);
            assertOneLine("another run is using", "--data DIR");
        }
    }

    @Test
    void wrongArguments() {
        assertThat(run("demo", "--images", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run("demo", "--headless", "--people", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("demo", "--headless", "--dpi", "5")).isEqualTo(ExitCode.USAGE);
    }

    /** In a mount namespace of its own, where every folder of JDKs is empty. */
    @Test
    void noJdk25() throws Exception {
        Result result =
                inOwnMounts(
                        "for d in /usr/lib/jvm /opt; do [ -d $d ] && mount -t tmpfs none $d; done;"
                                + " env -i PATH=/usr/bin:/bin HOME=/nonexistent '"
                                + script()
                                + "' --version");
        assertThat(result.code).isEqualTo(ExitCode.NO_JDK.code());
        assertThat(result.output)
                .contains("no JDK 25 found", "apt-get install", "HAWIYA_JAVA_HOME");
    }

    /** On a disk of 60 MB. */
    @Test
    void aFullDisk() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Result result =
                inOwnMounts(
                        "mount -t tmpfs -o size=60m none '%s'; '%s' -Dhawiya.root='%s' -cp '%s' org.hawiya.app.Hawiya demo --data '%s/demo' --port-offset 33000"
                                .formatted(
                                        folder,
                                        java,
                                        Path.of("target").toAbsolutePath(),
                                        System.getProperty("java.class.path"),
                                        folder));
        assertThat(result.code).as(result.output).isEqualTo(ExitCode.STORAGE.code());
        assertThat(result.output).contains("is full", "--data DIR").doesNotContain("\tat ");
    }

    private record Result(int code, String output) {}

    private static Result inOwnMounts(String commands) throws IOException, InterruptedException {
        Process probe =
                new ProcessBuilder("unshare", "-rm", "true").redirectErrorStream(true).start();
        assumeTrue(probe.waitFor() == 0, "this machine gives no mount namespace (unshare -rm)");
        Process process =
                new ProcessBuilder("unshare", "-rm", "sh", "-c", commands)
                        .redirectErrorStream(true)
                        .start();
        String output =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private static Path script() {
        return Path.of("..").toAbsolutePath().normalize().resolve("hawiya");
    }
}
