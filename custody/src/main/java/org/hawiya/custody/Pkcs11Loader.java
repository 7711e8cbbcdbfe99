package org.hawiya.custody;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.cert.Certificate;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * Brings the keys of a file into a token: the way from a small site to a large one. Private keys
 * are written so that they cannot leave the token again; the file is to be destroyed afterwards. A
 * key that should never have lain in a file is made with the vendor's own tools, with the same
 * label.
 */
public final class Pkcs11Loader {
    private Pkcs11Loader() {}

    /**
     * Copies {@code names} from the file to the token. Not atomic: a token that failed half-way is
     * initialised again.
     *
     * @throws KeyStoreUnusableException when the token refuses, or already holds a key of one of
     *     the names
     */
    public static void load(
            Pkcs11Token token, char[] pin, Pkcs12Custody source, List<KeyName> names) {
        try {
            Provider provider = Pkcs11Custody.provider(token);
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            for (KeyName name : names) {
                if (store.containsAlias(name.value())) {
                    throw new KeyStoreUnusableException(
                            "token " + token.name() + " already holds \"" + name + "\"", null);
                }
                copy(store, source, name);
            }
        } catch (IOException | GeneralSecurityException | ProviderException e) {
            throw new KeyStoreUnusableException(
                    "token " + token.name() + " does not take the keys", e);
        }
    }

    private static void copy(KeyStore store, Pkcs12Custody source, KeyName name)
            throws GeneralSecurityException {
        if (name.use().isSecret()) {
            byte[] bytes = source.secret(name, name.use()).getEncoded();
            // "Generic" becomes CKK_GENERIC_SECRET, the only type that the provider takes for HMAC.
            String algorithm = name.use() == KeyUse.SEALING ? "AES" : "Generic";
            store.setEntry(
                    name.value(),
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, algorithm)),
                    null);
        } else {
            KeyStoreCustody.SigningKey pair = source.pair(name);
            store.setKeyEntry(
                    name.value(), pair.key(), null, new Certificate[] {pair.certificate()});
        }
    }
}
