package org.hawiya.app.database;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * PostgreSQL's own programs, unpacked from the class path once and kept. Several processes may
 * unpack at the same time: each works in a folder of its own and the first rename wins.
 */
final class PostgresBinaries {
    /** Changes with the archive, so that an older unpacked copy is never taken for this one. */
    private static final String VERSION = "postgresql-18.4";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /** Unpacks into {@code parent} when needed (about 60 MB, two seconds). */
    static PostgresBinaries in(Path parent) {
        Path target = parent.resolve(VERSION);
        if (!Files.isDirectory(target)) {
            try {
                Files.createDirectories(parent);
                unpackAtomically(parent, target);
            } catch (IOException e) {
                throw Storage.failure(
                        "PostgreSQL's programs cannot be unpacked to " + target, parent, e);
            }
        }
        return new PostgresBinaries(target);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static void unpackAtomically(Path parent, Path target) throws IOException {
        Path fresh = Files.createTempDirectory(parent, VERSION + ".");
        try {
            // The server may run as another user than the one who unpacked it.
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpack(fresh);
            Files.move(fresh, target);
        } catch (IOException e) {
            Storage.deleteTree(fresh);
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void unpack(Path into) throws IOException {
        try (@Nullable InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new CommandFailure(
                        ExitCode.DATABASE,
                        "this build brings no PostgreSQL for this machine (only Linux on x86-64)");
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive));
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, into);
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
            throws IOException {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("entry outside of the archive's folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
