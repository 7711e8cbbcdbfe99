package org.hawiya.card.terminal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A simulated card's memory in a file: magic, entries (path, bytes), SHA-256 over all before it.
 *
 * <p>Written to a neighbour file, forced to the disk and moved into place, so the file is always one
 * whole state. A lock on a second neighbour file keeps two from using one card: the retry counter of
 * one would be undone by the other.
 */
final class CardImageFile implements AutoCloseable {

    private static final int MAGIC = 0x48574331;
    private static final int MAX_ENTRIES = 256;
    private static final int MAX_ENTRY_BYTES = 32 * 1024;
    private static final int MAX_FILE_BYTES = 256 * 1024;

    private final Path file;
    private final FileChannel lockChannel;
    private final FileLock lock;

    /**
     * Locks the file's name; the file itself need not exist.
     *
     * @throws CardTransportException when somebody else has the card
     */
    CardImageFile(Path file) {
        this.file = file.toAbsolutePath();
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            neighbour(".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock taken = channel.tryLock();
            if (taken == null) {
                throw new OverlappingFileLockException();
            }
            lockChannel = channel;
            lock = taken;
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw new CardTransportException("The card " + file + " is in another reader", e);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new CardTransportException("The card " + file + " cannot be opened", e);
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Durable when it returns. */
    void write(SortedMap<String, byte[]> image) {
        Path next = neighbour(".next");
        try {
            Files.deleteIfExists(next);
            Files.createFile(
                    next,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(encode(image));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            move(next);
        } catch (IOException e) {
            throw new CardTransportException("The card " + file + " cannot be written", e);
        }
    }

    SortedMap<String, byte[]> read() {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new CardTransportException("The file " + file + " is no card");
            }
            return decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CardTransportException("The card " + file + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockChannel.close();
        } catch (IOException e) {
            throw new CardTransportException("The card " + file + " cannot be released", e);
        }
    }

    private Path neighbour(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private void move(Path next) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("The disk of " + file + " cannot replace a file at once", e);
        }
        try (var directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static byte[] encode(SortedMap<String, byte[]> image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(image.size());
        for (var entry : image.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().length);
            out.write(entry.getValue());
        }
        return Tlv.concat(bytes.toByteArray(), Digests.sha256(bytes.toByteArray()));
    }

    private static SortedMap<String, byte[]> decode(byte[] bytes) throws IOException {
        int end = bytes.length - 32;
        if (end < 8
                || !Arrays.equals(
                        Digests.sha256(Arrays.copyOf(bytes, end)),
                        Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new IOException("damaged");
        }
        var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
        if (in.readInt() != MAGIC) {
            throw new IOException("no card");
        }
        int entries = in.readInt();
        if (entries < 0 || entries > MAX_ENTRIES) {
            throw new IOException("too many entries");
        }
        var image = new TreeMap<String, byte[]>();
        for (int i = 0; i < entries; i++) {
            String path = in.readUTF();
            int length = in.readInt();
            if (length < 0 || length > MAX_ENTRY_BYTES) {
                throw new IOException("an entry is too long");
            }
            image.put(path, in.readNBytes(length));
        }
        return image;
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The first failure is the one to report.
                return;
            }
        }
    }
}
