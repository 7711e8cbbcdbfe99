package org.hawiya.gateway.session;

import java.util.Arrays;
import java.util.Optional;
import org.hawiya.gateway.secret.RandomId;

/** Names one card session in addresses and rows. It proves nothing: the token does. */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record SessionId(byte[] value) {
    public SessionId {
        if (value.length != RandomId.BYTES) {
            throw new IllegalArgumentException("a session id has 16 bytes");
        }
        value = value.clone();
    }

    static SessionId random() {
        return new SessionId(RandomId.next());
    }

    static Optional<SessionId> parse(String text) {
        try {
            return Optional.of(new SessionId(RandomId.parse(text)));
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
        return other instanceof SessionId that && Arrays.equals(value, that.value);
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
