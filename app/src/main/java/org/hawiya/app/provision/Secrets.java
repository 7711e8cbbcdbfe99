package org.hawiya.app.provision;

import org.hawiya.app.database.Storage;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Properties;

/**
 * The passwords made for one data directory: of its key stores, and of the demo's staff. In a file
 * that only its owner can read.
 *
 * @param stores opens every PKCS#12 file of this data directory
 * @param staff the password of every demo login
 */
public record Secrets(String stores, String staff) {
    /** No letters that are taken for each other on paper. */
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    static Secrets in(Path folder) {
        Path file = folder.resolve("secrets.properties");
        try {
            if (!Files.exists(file)) {
                write(file, new Secrets(word(32), word(5) + "-" + word(5) + "-" + word(5)));
            }
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            return new Secrets(
                    required(properties, "stores", file), required(properties, "staff", file));
        } catch (IOException e) {
            throw Storage.failure("the passwords in " + file + " cannot be used", folder, e);
        }
    }

    public char[] storePassword() {
        return stores.toCharArray();
    }

    private static void write(Path file, Secrets secrets) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("stores", secrets.stores);
        properties.setProperty("staff", secrets.staff);
        Path fresh =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "secrets",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            properties.store(writer, "Hawiya demo: made for this data directory");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
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

    private static String word(int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return word.toString();
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
