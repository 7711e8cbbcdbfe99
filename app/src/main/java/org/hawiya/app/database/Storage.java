package org.hawiya.app.database;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What can go wrong with a folder, said in one line. */
public final class Storage {
    /** A fresh cluster with its write-ahead log, with room to enrol some people. */
    public static final long NEEDED_BYTES = 400L << 20;

    private Storage() {}

    /**
     * Refuses early a folder whose disk has no room: PostgreSQL stops hard when it finds out later.
     */
    public static void requireRoom(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new CommandFailure(
                        ExitCode.STORAGE,
                        "the disk of %s is full: %d MiB free, %d MiB needed; make room or choose another place with --data DIR"
                                .formatted(folder, free >> 20, NEEDED_BYTES >> 20));
            }
        } catch (IOException e) {
            throw failure("the free space of " + folder + " cannot be read", folder, e);
        }
    }

    /**
     * The fault behind an I/O error in a folder: a full disk says so, everything else says what the
     * system said.
     */
    public static CommandFailure failure(String what, Path folder, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        String advice =
                reason.contains("No space left")
                        ? "the disk of "
                                + folder
                                + " is full; make room or choose another place with --data DIR"
                        : cause.getClass().getSimpleName()
                                + ": "
                                + reason
                                + "; check the folder's permissions or choose another with --data"
                                + " DIR";
        return new CommandFailure(ExitCode.STORAGE, what + ": " + advice, cause);
    }

    /** Deletes a folder and all in it; what vanishes meanwhile is fine. */
    public static void deleteTree(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
