package org.hawiya.custody;

import java.nio.file.Path;

/**
 * Where a token is.
 *
 * @param name what messages and the provider call it: letters, digits and hyphens
 * @param library the vendor's PKCS#11 library
 * @param slot the slot's number as the library gives it
 */
public record Pkcs11Token(String name, Path library, long slot) {
    public Pkcs11Token {
        if (!name.matches("[A-Za-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("not a token name: " + name);
        }
        if (library.toString().matches(".*[\\s\"].*")) {
            throw new IllegalArgumentException(
                    "the provider cannot read a library path with spaces: " + library);
        }
    }

    /**
     * The provider's configuration, inline (it takes a text that starts with two hyphens in place
     * of a file).
     */
    String configuration() {
        return """
        --name=%s
        library=%s
        slot=%d
        attributes(*,CKO_PRIVATE_KEY,*) = {
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
        }
        attributes(*,CKO_SECRET_KEY,*) = {
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
        }
        """
                .formatted(name, library, slot);
    }
}
