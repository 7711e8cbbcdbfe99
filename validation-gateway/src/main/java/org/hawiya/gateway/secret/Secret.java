package org.hawiya.gateway.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 random bits as text, or text derived from them.
 *
 * @param text 43 characters of base64url
 */
public record Secret(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public Secret {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a secret is 43 characters of base64url");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    public static Secret random() {
        byte[] bytes = new byte[Digest.BYTES];
        RANDOM.nextBytes(bytes);
        return encoded(bytes);
    }

    /**
     * A secret for one purpose: HMAC-SHA256 under this one. It can be made again whenever the
     * browser shows this one, and so needs no keeping.
     */
    public Secret derived(String purpose, String subject) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return encoded(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    public Digest digest() {
        return Digest.of(text);
    }

    private static Secret encoded(byte[] bytes) {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
