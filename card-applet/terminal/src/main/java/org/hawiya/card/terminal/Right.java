package org.hawiya.card.terminal;

/**
 * What a terminal may do on a card. The rights of a chain are those that every certificate of it
 * holds; the bit is that of the certificate's authorisation field.
 */
public enum Right {
    READ_IDENTITY(0x01),
    VERIFY_FINGER(0x02),
    OPEN_CONTAINER(0x04),
    ASSERT(0x08),
    UPDATE(0x10),
    PERSONALISE(0x20),
    UNBLOCK(0x40);

    private final int bit;

    Right(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
