package org.hawiya.gateway.records;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A card as enrolment last spoke of it.
 *
 * @param keyVersion of the keys that are derived for it
 */
public record Card(Serial serial, PersonId person, Status status, int keyVersion) {

    /** {@code 16} random bytes that hold nothing of the person. */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
    public record Serial(byte[] value) {
        private static final int BYTES = 16;

        public Serial {
            if (value.length != BYTES) {
                throw new IllegalArgumentException("a card serial has 16 bytes");
            }
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Serial that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return HexFormat.of().formatHex(value);
        }
    }

    /**
     * Whatever enrolment may say that this gateway does not know counts as {@link #OTHER}: not
     * usable.
     */
    public enum Status {
        ACTIVE,
        LOST,
        REVOKED,
        OTHER;

        static Status of(String word) {
            for (Status status : values()) {
                if (status.name().equals(word)) {
                    return status;
                }
            }
            return OTHER;
        }
    }
}
