package org.hawiya.app.serve;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.enrollment.EnrollmentServer;
import org.hawiya.gateway.GatewayServer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * {@code hawiya serve}: one server, or both, with a site's own configuration, PostgreSQL and keys.
 */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Runs servers of a site: enrollment, gateway or all. What they need (PostgreSQL,"
                    + " keys, certificates) stands in enrollment.properties and gateway.properties"
                    + " of the configuration folder; docs/operations.md lists the names.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hawiya serve enrollment --config /etc/hawiya",
            "  hawiya serve gateway --config /etc/hawiya -- --server.port=443",
            "  hawiya serve all --config /etc/hawiya",
            ""
        })
public final class ServeCommand implements Callable<Integer> {
    /** Which servers run in this process. */
    enum Role {
        ENROLLMENT,
        GATEWAY,
        ALL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "SERVER", description = "${COMPLETION-CANDIDATES}")
    private Role role = Role.ALL;

    @Parameters(
            index = "1..*",
            paramLabel = "--name=value",
            description = "After --: settings that win over the files.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Folder of the configuration files (the current folder).")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        if (config != null && !Files.isDirectory(config)) {
            throw new CommandFailure(
                    ExitCode.STORAGE, "the configuration folder " + config + " is not there");
        }
        Deque<ConfigurableApplicationContext> running = new ArrayDeque<>();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> running.forEach(ConfigurableApplicationContext::close),
                                "stop-all"));
        if (role != Role.GATEWAY) {
            running.push(start("enrolment", EnrollmentServer::start));
        }
        if (role != Role.ENROLLMENT) {
            running.push(start("the validation gateway", GatewayServer::start));
        }
        new CountDownLatch(1).await();
        return ExitCode.OK.code();
    }

    private interface Start {
        ConfigurableApplicationContext with(String... arguments);
    }

    /**
     * The edge of the process: whatever keeps a server from starting becomes one line; the log has
     * the rest.
     */
    private ConfigurableApplicationContext start(String name, Start start) {
        List<String> arguments = new ArrayList<>(settings);
        if (config != null) {
            arguments.add(
                    "--spring.config.additional-location=file:" + config.toAbsolutePath() + "/");
        }
        try {
            return start.with(arguments.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    ExitCode.SERVER, name + " does not start: " + Servers.rootMessage(e), e);
        }
    }
}
