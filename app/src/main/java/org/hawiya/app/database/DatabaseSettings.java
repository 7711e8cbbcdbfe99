package org.hawiya.app.database;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * What is remembered of a cluster between two runs: its port, and the passwords made for it. Kept
 * in a file that only its owner can read, replaced as a whole.
 */
record DatabaseSettings(int port, String superuserPassword, String password) {
    static final String FILE_NAME = "database.properties";

    static DatabaseSettings loadOrCreate(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            DatabaseSettings fresh = new DatabaseSettings(freePort(), newPassword(), newPassword());
            fresh.save(folder);
            return fresh;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new DatabaseSettings(
                Integer.parseInt(required(properties, "port", file)),
                required(properties, "superuser-password", file),
                required(properties, "password", file));
    }

    /** The same cluster on another port, because a stranger took the remembered one. */
    DatabaseSettings movedToFreePort(Path folder) throws IOException {
        DatabaseSettings moved = new DatabaseSettings(freePort(), superuserPassword, password);
        moved.save(folder);
        return moved;
    }

    private void save(Path folder) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("superuser-password", superuserPassword);
        properties.setProperty("password", password);
        Path fresh =
                Files.createTempFile(
                        folder,
                        FILE_NAME,
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            properties.store(writer, "Hawiya's embedded PostgreSQL");
        }
        Files.move(
                fresh,
                folder.resolve(FILE_NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static String required(Properties properties, String key, Path file)
            throws IOException {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IOException(
                    file + " has no " + key + "; wipe the data directory or restore the file");
        }
        return value;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[port=" + port + ", passwords=[REDACTED]]";
    }
}
