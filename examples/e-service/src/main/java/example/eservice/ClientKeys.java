package example.eservice;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.List;

/**
 * The service's two key pairs: one signs its requests for tokens, to the other the gateway encrypts
 * the identity.
 *
 * @param signing EC P-256, ES256
 * @param encryption EC P-256, ECDH-ES+A256KW
 */
record ClientKeys(ECKey signing, ECKey encryption) {

    static final JWEAlgorithm KEY_AGREEMENT = JWEAlgorithm.ECDH_ES_A256KW;
    static final EncryptionMethod CONTENT_ENCRYPTION = EncryptionMethod.A256GCM;

    /** Reads the keys from a JWK set, or makes them there on the first start. */
    static ClientKeys readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                write(make(), file);
            }
            JWKSet set = JWKSet.load(file.toFile());
            return new ClientKeys(only(set, KeyUse.SIGNATURE), only(set, KeyUse.ENCRYPTION));
        } catch (IOException | ParseException | JOSEException e) {
            throw new IllegalStateException(
                    "The key file " + file + " can't be read or made: " + e.getMessage(), e);
        }
    }

    /** What may be published: both public keys. */
    String publicSet() {
        return new JWKSet(List.of(signing, encryption)).toString(true);
    }

    private static ECKey only(JWKSet set, KeyUse use) {
        return set.getKeys().stream()
                .filter(key -> use.equals(key.getKeyUse()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No key for " + use + " in the file"))
                .toECKey();
    }

    private static ClientKeys make() throws JOSEException {
        return new ClientKeys(
                new ECKeyGenerator(Curve.P_256)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.ES256)
                        .keyIDFromThumbprint(true)
                        .generate(),
                new ECKeyGenerator(Curve.P_256)
                        .keyUse(KeyUse.ENCRYPTION)
                        .algorithm(KEY_AGREEMENT)
                        .keyIDFromThumbprint(true)
                        .generate());
    }

    /** Whole or absent, and readable by the service's own user only. */
    private static void write(ClientKeys keys, Path file) throws IOException {
        Path folder =
                Files.createDirectories(file.toAbsolutePath().normalize().resolveSibling("."));
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        Path half =
                Files.createTempFile(
                        folder, "keys", ".tmp", PosixFilePermissions.asFileAttribute(ownerOnly));
        Files.writeString(half, new JWKSet(List.of(keys.signing, keys.encryption)).toString(false));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
