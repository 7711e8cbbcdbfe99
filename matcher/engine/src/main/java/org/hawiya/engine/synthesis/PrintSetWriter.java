package org.hawiya.engine.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.evaluation.Progress;
import org.hawiya.engine.image.GrayImage;

/**
 * Writes a set of prints as files {@code <person>_<finger>_<impression>.<format>}, on every core. A
 * file is whole or absent, also after a crash: it is written under another name, forced to the disk
 * and then renamed. A set that was cut off is continued when the same order is given again.
 */
public final class PrintSetWriter {
    /** Slaps lie apart, because in this folder every name is one finger's. */
    public static final String SLAPS_FOLDER = "slaps";

    private static final String UNFINISHED = ".unfinished";

    private final PrintSetOrder order;
    private final Path folder;
    private final Progress progress;
    private final long total;
    private long done;
    private long written;

    private PrintSetWriter(PrintSetOrder order, Path folder, Progress progress, long total) {
        this.order = order;
        this.folder = folder;
        this.progress = progress;
        this.total = total;
    }

    /** How many files were written now, and how many were there from an earlier run. */
    public record Outcome(long written, long alreadyThere) {}

    private record Task(int person, FingerPosition position) {}

    /**
     * Writes what is missing of the set.
     *
     * @throws IOException when the folder cannot be written or the disk is full; the message names
     *     the file. What was finished before stays and is kept by the next run
     * @throws PrintSetConflictException when the folder holds another set or other files
     */
    public static Outcome write(PrintSetOrder order, Path folder, Progress progress)
            throws IOException {
        PrintSetManifest manifest = PrintSetManifest.of(order);
        prepare(folder, manifest.json());
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < manifest.persons().size(); i++) {
            for (PrintSetManifest.Finger finger : manifest.persons().get(i).fingers()) {
                tasks.add(new Task(i + 1, FingerPosition.ofCode(finger.position())));
            }
        }
        long slaps = order.slaps() ? (long) Slap.values().length * order.people() : 0;
        PrintSetWriter writer =
                new PrintSetWriter(
                        order, folder, progress, (tasks.size() + slaps) * order.impressions());
        try {
            tasks.parallelStream().forEach(writer::writeFinger);
            if (order.slaps()) {
                Files.createDirectories(folder.resolve(SLAPS_FOLDER));
                IntStream.rangeClosed(1, order.people()).parallel().forEach(writer::writeSlaps);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new Outcome(writer.written, writer.total - writer.written);
    }

    private static void prepare(Path folder, byte[] manifest) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(PrintSetManifest.FILE_NAME);
        if (Files.exists(file)) {
            if (!Arrays.equals(Files.readAllBytes(file), manifest)) {
                throw new PrintSetConflictException(
                        folder + " holds a set of another order; choose another folder");
            }
        } else {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.anyMatch(f -> !f.toString().endsWith(UNFINISHED))) {
                    throw new PrintSetConflictException(
                            folder + " holds other files; choose an empty folder");
                }
            }
            writeWhole(file, manifest);
        }
    }

    private void writeFinger(Task task) {
        SyntheticPerson person = order.person(task.person());
        for (int number = 1; number <= order.impressions(); number++) {
            Path file = file(folder, task.person(), task.position().code(), number);
            boolean missing = !Files.exists(file);
            if (missing) {
                store(file, person.impression(task.position(), number, order.preset()));
            }
            advance(missing);
        }
    }

    private void writeSlaps(int number) {
        SyntheticPerson person = order.person(number);
        for (Slap slap : Slap.values()) {
            for (int impression = 1; impression <= order.impressions(); impression++) {
                Path file = file(folder.resolve(SLAPS_FOLDER), number, slap.code(), impression);
                boolean missing = !Files.exists(file);
                if (missing) {
                    store(file, SlapComposer.compose(person, slap, impression, order.preset()));
                }
                advance(missing);
            }
        }
    }

    private Path file(Path in, int person, int finger, int impression) {
        return in.resolve(
                "%s_%d_%d.%s"
                        .formatted(
                                PrintSetManifest.personName(person),
                                finger,
                                impression,
                                order.format().extension()));
    }

    private void store(Path file, GrayImage image) {
        try {
            writeWhole(file, order.format().encode(image));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void writeWhole(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            unfinished,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(false);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    private synchronized void advance(boolean wrote) {
        done++;
        if (wrote) {
            written++;
        }
        progress.advanced("drawing", done, total);
    }
}
