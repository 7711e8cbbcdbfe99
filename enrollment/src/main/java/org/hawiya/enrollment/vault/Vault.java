package org.hawiya.enrollment.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;

/**
 * Gives each person a data key, kept wrapped by the register master. Erasing a person is destroying
 * the wrapped key. Thread-safe.
 */
public final class Vault {
    private final KeyCustody custody;
    private final DataKeyRepository keys;

    Vault(KeyCustody custody, DataKeyRepository keys) {
        this.custody = custody;
        this.keys = keys;
    }

    /** Makes a person's key, in the caller's transaction. */
    public DataKey create(PersonId person) {
        byte[] key = DataKey.fresh();
        keys.add(person, custody.seal(KeyName.REGISTER_MASTER, place(person), key));
        return new DataKey(person, key);
    }

    /**
     * Unwraps a person's key.
     *
     * @throws ErasedPersonException when it is gone
     */
    public DataKey keyOf(PersonId person) {
        byte[] wrapped = keys.find(person).orElseThrow(ErasedPersonException::new);
        byte[] key = custody.open(KeyName.REGISTER_MASTER, place(person), wrapped);
        Arrays.fill(wrapped, (byte) 0);
        return new DataKey(person, key);
    }

    private static byte[] place(PersonId person) {
        return ("data-key/" + person).getBytes(StandardCharsets.US_ASCII);
    }
}
