package org.hawiya.custody;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

/**
 * Keys in a password-protected PKCS#12 file that only its owner may read. For the demo and small
 * sites: the keys lie in this process's memory while it is open. A site of weight uses {@link
 * Pkcs11Custody}.
 */
public final class Pkcs12Custody extends KeyStoreCustody {
    private static final Set<PosixFilePermission> FORBIDDEN =
            EnumSet.copyOf(PosixFilePermissions.fromString("---rwxrwx"));

    private Pkcs12Custody(KeyStore store, char[] password, String place)
            throws GeneralSecurityException {
        super(store, password, place, null);
    }

    /**
     * Reads the whole file.
     *
     * @throws KeyStoreUnusableException when it is missing, readable by others, damaged, or the
     *     password is wrong
     */
    public static Pkcs12Custody open(Path file, char[] password) {
        try {
            refuseForeignReaders(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, password);
            }
            return new Pkcs12Custody(store, password, file.getFileName().toString());
        } catch (IOException e) {
            throw new KeyStoreUnusableException(
                    "key file "
                            + file
                            + " cannot be opened: missing, damaged, or the password is wrong",
                    e);
        } catch (GeneralSecurityException e) {
            throw new KeyStoreUnusableException(
                    "key file " + file + " holds an entry that cannot be read", e);
        }
    }

    /** Starts a new key file; nothing exists on disk until {@link Pkcs12Builder#write}. */
    public static Pkcs12Builder create(Path file, char[] password) {
        return create(file, password, Clock.systemUTC());
    }

    /** As {@link #create(Path, char[])}, with the clock that dates the certificates. */
    public static Pkcs12Builder create(Path file, char[] password, Clock clock) {
        return new Pkcs12Builder(file, password, clock);
    }

    private static void refuseForeignReaders(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(FORBIDDEN::contains)) {
            throw new KeyStoreUnusableException(
                    "key file "
                            + file
                            + " may be used by others: chmod 600 it, and think about who has read it",
                    null);
        }
    }
}
