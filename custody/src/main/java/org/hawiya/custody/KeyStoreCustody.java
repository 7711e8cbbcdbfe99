package org.hawiya.custody;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Custody over the entries of one {@link KeyStore}. Handles are read once at opening; every
 * operation makes its own JCA object, because those are not thread-safe.
 */
abstract sealed class KeyStoreCustody implements KeyCustody permits Pkcs12Custody, Pkcs11Custody {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String place;
    private final @Nullable Provider provider;
    private final Map<String, SecretKey> secrets = new ConcurrentHashMap<>();
    private final Map<String, SigningKey> pairs = new ConcurrentHashMap<>();

    record SigningKey(PrivateKey key, X509Certificate certificate) {
        @Override
        public String toString() {
            return "[REDACTED]";
        }
    }

    /**
     * @param place what messages call this custody: the file's name or the token's label
     * @param provider the one that must do the work (a token's), or null for the JDK's own
     */
    KeyStoreCustody(
            KeyStore store, char @Nullable [] password, String place, @Nullable Provider provider)
            throws GeneralSecurityException {
        this.place = place;
        this.provider = provider;
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, password);
            if (key instanceof SecretKey secret) {
                secrets.put(alias, secret);
            } else if (key instanceof PrivateKey privateKey
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                pairs.put(alias, new SigningKey(privateKey, certificate));
            }
        }
    }

    @Override
    public final byte[] hmacSha256(KeyName name, byte[] message) {
        try {
            Mac mac =
                    provider == null
                            ? Mac.getInstance("HmacSHA256")
                            : Mac.getInstance("HmacSHA256", provider);
            mac.init(secret(name, KeyUse.MAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new TokenFailedException(name, e);
        }
    }

    @Override
    public final byte[] signEs256(KeyName name, byte[] message) {
        try {
            String algorithm = "SHA256withECDSAinP1363Format";
            Signature signature =
                    provider == null
                            ? Signature.getInstance(algorithm)
                            : Signature.getInstance(algorithm, provider);
            signature.initSign(pair(name).key());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException | ProviderException e) {
            throw new TokenFailedException(name, e);
        }
    }

    @Override
    public final X509Certificate certificate(KeyName name) {
        return pair(name).certificate();
    }

    @Override
    public final PrivateKey privateKey(KeyName name) {
        return pair(name).key();
    }

    @Override
    public final byte[] seal(KeyName name, byte[] associatedData, byte[] plaintext) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, name, nonce, associatedData);
            byte[] ciphertext = cipher.doFinal(plaintext);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, NONCE_BYTES, ciphertext.length);
            return sealed;
        } catch (GeneralSecurityException | ProviderException e) {
            throw new TokenFailedException(name, e);
        }
    }

    @Override
    public final byte[] open(KeyName name, byte[] associatedData, byte[] sealed) {
        secret(name, KeyUse.SEALING);
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            throw new SealBrokenException(name, null);
        }
        try {
            Cipher cipher =
                    cipher(
                            Cipher.DECRYPT_MODE,
                            name,
                            Arrays.copyOf(sealed, NONCE_BYTES),
                            associatedData);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException | ProviderException e) {
            // Tokens report a wrong tag in several ways, so every failure of the decryption itself
            // counts as a broken seal.
            throw new SealBrokenException(name, e);
        }
    }

    @Override
    public final boolean holds(KeyName name) {
        return name.use().isSecret()
                ? secrets.containsKey(name.value())
                : pairs.containsKey(name.value());
    }

    /**
     * The JDK's key objects cannot be wiped reliably; letting go of them is what can be done in
     * this process.
     */
    @Override
    public void close() {
        secrets.clear();
        pairs.clear();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + place + ", keys [REDACTED]]";
    }

    private Cipher cipher(int mode, KeyName name, byte[] nonce, byte[] associatedData)
            throws GeneralSecurityException {
        String algorithm = "AES/GCM/NoPadding";
        Cipher cipher =
                provider == null
                        ? Cipher.getInstance(algorithm)
                        : Cipher.getInstance(algorithm, provider);
        cipher.init(mode, secret(name, KeyUse.SEALING), new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }

    final SecretKey secret(KeyName name, KeyUse use) {
        if (name.use() != use) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is a " + name.use() + " key, not for " + use);
        }
        SecretKey key = secrets.get(name.value());
        if (key == null) {
            throw new KeyMissingException(name, place);
        }
        return key;
    }

    final SigningKey pair(KeyName name) {
        if (name.use().isSecret()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is a " + name.use() + " key and signs nothing");
        }
        SigningKey pair = pairs.get(name.value());
        if (pair == null) {
            throw new KeyMissingException(name, place);
        }
        return pair;
    }
}
