package org.hawiya.app.provision;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.database.Storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds all that one installation of the demo remembers, locked against a second
 * run for as long as it is open. The lock is the operating system's: it vanishes with a killed
 * process.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Opens or makes the folder, readable by its owner only. */
    public static DataDirectory open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(
                        root,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            root = root.toRealPath();
            FileChannel channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new CommandFailure(
                        ExitCode.STORAGE,
                        "another run is using "
                                + root
                                + "; stop it, or choose another place with --data DIR");
            }
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw Storage.failure("the data directory " + root + " cannot be used", root, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path root() {
        return root;
    }

    /** A folder inside, made when missing. */
    public Path folder(String name) {
        Path folder = root.resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw Storage.failure("the folder " + folder + " cannot be made", root, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw Storage.failure("the lock of " + root + " cannot be released", root, e);
        }
    }
}
