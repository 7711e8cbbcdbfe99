package org.hawiya.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The peak of the resident memory of this process and of the database's processes, all together:
 * this process's own high-water mark, plus the most that the database's processes held at one of
 * the samples. What those share with each other counts once (proportional set size) where the
 * system tells.
 */
final class PeakMemory implements AutoCloseable {
    private static final long SAMPLE_MILLIS = 500;
    private static final long KIB_PER_MIB = 1024;

    private final ProcessHandle database;
    private final ScheduledExecutorService sampler =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("peak-memory").factory());
    private volatile long databasePeakKib;

    private PeakMemory(ProcessHandle database) {
        this.database = database;
    }

    static PeakMemory watch(ProcessHandle database) {
        PeakMemory peak = new PeakMemory(database);
        var _ =
                peak.sampler.scheduleWithFixedDelay(
                        peak::sample, 0, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
        return peak;
    }

    long mebibytes() {
        sample();
        return (kib(Path.of("/proc/self/status"), "VmHWM:") + databasePeakKib) / KIB_PER_MIB;
    }

    private synchronized void sample() {
        long now =
                Stream.concat(Stream.of(database), database.descendants())
                        .mapToLong(PeakMemory::kib)
                        .sum();
        databasePeakKib = Math.max(databasePeakKib, now);
    }

    private static long kib(ProcessHandle process) {
        Path folder = Path.of("/proc", Long.toString(process.pid()));
        long proportional = kib(folder.resolve("smaps_rollup"), "Pss:");
        return proportional > 0 ? proportional : kib(folder.resolve("status"), "VmRSS:");
    }

    /** A process may end while it is looked at: it then counts nothing. */
    private static long kib(Path file, String field) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(field))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .orElse(0L);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }
}
