package org.hawiya.enrollment.operators;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * bcrypt, with a memory for passwords that were right: the API signs in on every request, and a
 * desk that uploads ten prints should pay for one hash. The memory holds keyed hashes of password
 * and stored hash together, so a changed password is forgotten by itself; it lives in this process
 * only.
 */
final class RememberingPasswordEncoder implements PasswordEncoder {
    private static final int MAX_REMEMBERED = 256;
    private static final int BCRYPT_STRENGTH = 11;

    private final PasswordEncoder bcrypt = new BCryptPasswordEncoder(BCRYPT_STRENGTH);
    private final SecretKeySpec key;
    private final Set<ByteBuffer> remembered =
            Collections.synchronizedSet(
                    Collections.newSetFromMap(
                            new LinkedHashMap<>() {
                                private static final long serialVersionUID = 1L;

                                @Override
                                protected boolean removeEldestEntry(
                                        Map.Entry<ByteBuffer, Boolean> eldest) {
                                    return size() > MAX_REMEMBERED;
                                }
                            }));

    RememberingPasswordEncoder(SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return bcrypt.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        if (password == null || hash == null) {
            return false;
        }
        ByteBuffer seen = ByteBuffer.wrap(keyedHash(hash + '\0' + password));
        if (remembered.contains(seen)) {
            return true;
        }
        boolean right = bcrypt.matches(password, hash);
        if (right) {
            remembered.add(seen);
        }
        return right;
    }

    private byte[] keyedHash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
