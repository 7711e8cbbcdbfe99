package org.hawiya.gateway.login;

import java.util.Arrays;
import java.util.Optional;
import org.hawiya.gateway.secret.RandomId;

/** Names one login in addresses and rows. It proves nothing: the browser's cookie does. */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record LoginId(byte[] value) {
    public LoginId {
        if (value.length != RandomId.BYTES) {
            throw new IllegalArgumentException("a login id has 16 bytes");
        }
        value = value.clone();
    }

    static LoginId random() {
        return new LoginId(RandomId.next());
    }

    public static Optional<LoginId> parse(String text) {
        try {
            return Optional.of(new LoginId(RandomId.parse(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoginId that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return RandomId.text(value);
    }
}
