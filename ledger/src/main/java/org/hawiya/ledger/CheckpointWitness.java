package org.hawiya.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The latest checkpoint, kept outside the database: a file on another disk or machine. A database
 * that was rolled back, or rewritten with its checkpoints removed, contradicts it. Thread-safe as
 * long as one process writes the file.
 */
public final class CheckpointWitness {
    private static final int MAX_BYTES = 65_536;

    private final Path file;

    public CheckpointWitness(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** The note last recorded; nothing before the first. */
    public Optional<String> note() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("witness file " + file + " is larger than any checkpoint");
            }
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces the note. Durable when it returns; a crash leaves the old one or the new one. */
    synchronized void record(String note) throws IOException {
        Path folder = file.getParent();
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(note);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
