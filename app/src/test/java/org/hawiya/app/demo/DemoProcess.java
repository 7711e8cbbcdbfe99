package org.hawiya.app.demo;

import org.hawiya.app.provision.DevelopmentCa;
import org.hawiya.app.serve.Ports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

/**
 * {@code hawiya demo} as a process of its own, as its users run it: to be looked at from outside,
 * stopped and killed.
 */
final class DemoProcess implements AutoCloseable {
    private static final long START_SECONDS = 240;

    private final Process process;
    private final Path folder;
    private final Ports ports;
    private final List<String> printed = new ArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread reader;

    private DemoProcess(Process process, Path folder, Ports ports) {
        this.process = process;
        this.folder = folder;
        this.ports = ports;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /** A port offset whose four ports are free. */
    static int freeOffset() {
        for (int tries = 0; tries < 100; tries++) {
            int offset = ThreadLocalRandom.current().nextInt(1_000, 40_000);
            Ports ports = Ports.standard(offset);
            if (List.of(ports.enrollment(), ports.gateway(), ports.eService(), ports.readerDesk())
                    .stream()
                    .allMatch(DemoProcess::isFree)) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    static DemoProcess launch(Path folder, int offset, int people) throws IOException {
        Process process =
                command(
                                "demo",
                                "--data",
                                folder.toString(),
                                "--port-offset",
                                String.valueOf(offset),
                                "--people",
                                String.valueOf(people))
                        .redirectErrorStream(true)
                        .start();
        return new DemoProcess(process, folder, Ports.standard(offset));
    }

    /** The command line of this build's {@code hawiya}. */
    static ProcessBuilder command(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.awt.headless=true",
                                "-Dhawiya.root=" + Path.of("target").toAbsolutePath(),
                                "-Xmx640m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.hawiya.app.Hawiya"));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command);
    }

    DemoProcess awaitReady() throws InterruptedException {
        if (!ready.await(START_SECONDS, TimeUnit.SECONDS) || !process.isAlive()) {
            throw new AssertionError(
                    "the demo does not get ready:\n" + String.join("\n", printed()));
        }
        return this;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (printed) {
                    printed.add(line);
                }
                if (line.contains("To forget everything")) {
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            // The process was killed: what it printed so far is what there is.
        }
        ready.countDown();
    }

    List<String> printed() {
        synchronized (printed) {
            return List.copyOf(printed);
        }
    }

    Ports ports() {
        return ports;
    }

    /** As the staff of this demo, from outside. */
    RegistrationDesk desk() throws IOException {
        return new RegistrationDesk(ports.enrollmentAddress(), trust(), secret("staff"));
    }

    SSLContext trust() throws IOException {
        return DevelopmentCa.in(
                        folder.resolve("tls"), secret("stores").toCharArray(), Clock.systemUTC())
                .trustingContext();
    }

    String secret(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("secrets.properties"))) {
            properties.load(in);
        }
        return properties.getProperty(name);
    }

    /** kill -9: nothing of the process's own runs any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    /** Ctrl-C's gentle sibling. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the demo does not stop");
        }
        reader.join(5_000);
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                stop();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
