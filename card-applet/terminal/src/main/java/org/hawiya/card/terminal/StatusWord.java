package org.hawiya.card.terminal;

/**
 * The two status bytes that end every response (ISO/IEC 7816-4, 5.6), 0x0000 to 0xFFFF.
 *
 * @param value both bytes, SW1 first
 */
public record StatusWord(int value) {

    public static final StatusWord OK = new StatusWord(0x9000);
    public static final StatusWord SECURITY_STATUS = new StatusWord(0x6982);
    public static final StatusWord BLOCKED = new StatusWord(0x6983);
    public static final StatusWord REFERENCE_UNUSABLE = new StatusWord(0x6984);
    public static final StatusWord CONDITIONS = new StatusWord(0x6985);
    public static final StatusWord WRONG_DATA = new StatusWord(0x6A80);

    /** The status word at the end of a response APDU. */
    public static StatusWord of(byte[] responseApdu) {
        if (responseApdu.length < 2) {
            throw new CardProtocolException.Malformed("A response of less than two bytes");
        }
        int end = responseApdu.length;
        return new StatusWord(((responseApdu[end - 2] & 0xFF) << 8) | (responseApdu[end - 1] & 0xFF));
    }

    public boolean isOk() {
        return value == 0x9000;
    }

    /** True for 63CX: a wrong finger or PIN, X tries left. */
    public boolean isTryFailed() {
        return (value & 0xFFF0) == 0x63C0;
    }

    /** The X of 63CX. */
    public int triesLeft() {
        return value & 0x0F;
    }

    @Override
    public String toString() {
        return String.format("%04X", value);
    }
}
