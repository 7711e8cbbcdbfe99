package org.hawiya.enrollment.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One person's key, unwrapped: AES-256-GCM, sealed form nonce(12) ‖ ciphertext ‖ tag(16). Close it
 * when done; the bytes are then wiped. Not thread-safe. A person has some tens of sealed fields,
 * far below what random nonces allow.
 */
public final class DataKey implements AutoCloseable {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PersonId person;
    private final byte[] key;

    DataKey(PersonId person, byte[] key) {
        this.person = person;
        this.key = key;
    }

    static byte[] fresh() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /**
     * Seals one field.
     *
     * @param field its place in the record, bound to the sealed bytes: they open nowhere else
     */
    public byte[] seal(String field, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, field).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /**
     * Opens what {@link #seal} made under the same field.
     *
     * @throws BrokenRecordException when a byte of it, or its place, is another
     */
    public byte[] open(String field, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            throw new BrokenRecordException(field);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), field)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new BrokenRecordException(field);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }

    private Cipher cipher(int mode, byte[] nonce, String field) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((person + "/" + field).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
