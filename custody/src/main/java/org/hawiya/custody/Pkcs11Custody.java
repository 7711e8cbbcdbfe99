package org.hawiya.custody;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;

/**
 * Keys that never leave a PKCS#11 token, through the JDK's own SunPKCS11 provider. MAC keys are
 * generic secrets, sealing keys AES keys, and every private key lies beside its certificate under
 * the same label, because the provider shows no other.
 */
public final class Pkcs11Custody extends KeyStoreCustody {
    private Pkcs11Custody(KeyStore store, String place, Provider provider)
            throws GeneralSecurityException {
        super(store, null, place, provider);
    }

    /**
     * Logs in to a token.
     *
     * @throws KeyStoreUnusableException when the library or the token is missing, or the PIN is
     *     wrong
     */
    public static Pkcs11Custody open(Pkcs11Token token, char[] pin) {
        try {
            Provider provider = provider(token);
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new Pkcs11Custody(store, "token " + token.name(), provider);
        } catch (IOException
                | GeneralSecurityException
                | ProviderException
                | InvalidParameterException e) {
            throw new KeyStoreUnusableException(
                    "token " + token.name() + " cannot be opened: slot or PIN is wrong", e);
        }
    }

    static Provider provider(Pkcs11Token token) {
        Provider template = Security.getProvider("SunPKCS11");
        if (template == null) {
            throw new KeyStoreUnusableException("this JDK has no PKCS#11 provider", null);
        }
        try {
            return template.configure(token.configuration());
        } catch (ProviderException | InvalidParameterException e) {
            throw new KeyStoreUnusableException(
                    "token " + token.name() + ": the library cannot be used", e);
        }
    }
}
