package org.hawiya.card.terminal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * AES secure messaging (ICAO 9303-11, 9.8; TR-03110-3, appendix F): every command and every
 * response is encrypted and authenticated under a counter that both sides raise by one for each.
 *
 * <p>A wrong answer ends it: the keys are wiped and every later call fails. Not thread-safe.
 */
final class SecureMessaging {

    private static final int MAC_BYTES = 8;

    private final byte[] encryption;
    private final byte[] authentication;
    private final byte[] counter = new byte[16];
    private boolean alive = true;

    /**
     * Starts with the counter at zero.
     *
     * @param keys encryption key (16 bytes), MAC key (16 bytes)
     */
    SecureMessaging(byte[] keys) {
        encryption = Arrays.copyOfRange(keys, 0, 16);
        authentication = Arrays.copyOfRange(keys, 16, 32);
    }

    /** Protects one command. Senders should always expect an answer, so that 97 is there. */
    CommandApdu wrap(CommandApdu command) {
        requireAlive();
        raise();
        byte[] header = command.header();
        header[0] |= 0x0C;
        byte[] body = new byte[0];
        if (command.data().length > 0) {
            byte[] cipher = Digests.encryptPadded(encryption, iv(), command.data());
            boolean odd = (command.ins() & 1) != 0;
            body = odd ? Tlv.encode(0x85, cipher) : Tlv.encode(0x87, new byte[] {1}, cipher);
        }
        byte[] expected = command.answer() ? Tlv.encode(0x97, new byte[1]) : new byte[0];
        byte[] objects = Tlv.concat(body, expected);
        byte[] mac = mac(padded(header), objects.length == 0 ? objects : padded(objects));
        return new CommandApdu(
                header[0] & 0xFF,
                command.ins(),
                command.p1(),
                command.p2(),
                Tlv.concat(objects, Tlv.encode(0x8E, mac)),
                true);
    }

    /**
     * Checks and opens one response.
     *
     * @param odd whether the command's instruction was odd
     * @return the plain response data and the protected status word
     */
    byte[] unwrap(boolean odd, byte[] response) {
        requireAlive();
        try {
            raise();
            byte[] data = Arrays.copyOf(response, response.length - 2);
            List<Tlv> objects = Tlv.parse(data);
            byte[] mac = Tlv.only(objects, 0x8E);
            int signed = data.length - 2 - MAC_BYTES;
            byte[] status = Tlv.only(objects, 0x99);
            boolean exact =
                    mac.length == MAC_BYTES
                            && signed >= 0
                            && objects.getLast().tag() == 0x8E
                            && objects.size() <= 3
                            && status.length == 2;
            byte[] own = exact ? mac(new byte[0], padded(Arrays.copyOf(data, signed))) : mac;
            if (!exact || !MessageDigest.isEqual(own, mac) || !isOutside(response, status)) {
                throw new CardProtocolException.ChannelBroken("An answer with a wrong MAC");
            }
            byte[] plain = new byte[0];
            if (objects.size() == 3) {
                byte[] cipher = Tlv.only(objects, odd ? 0x85 : 0x87);
                plain = Digests.decryptPadded(encryption, iv(), stripIndicator(odd, cipher));
            }
            return Tlv.concat(plain, status);
        } catch (CardProtocolException e) {
            close();
            throw e instanceof CardProtocolException.ChannelBroken
                    ? e
                    : new CardProtocolException.ChannelBroken(
                            "An unprotected answer, status " + StatusWord.of(response));
        }
    }

    /** Wipes the keys. */
    void close() {
        alive = false;
        Arrays.fill(encryption, (byte) 0);
        Arrays.fill(authentication, (byte) 0);
    }

    /**
     * An error status cannot carry data (ISO/IEC 7816-4, 5.6), so a protected error travels as 9000;
     * any other is the same outside and inside.
     */
    private static boolean isOutside(byte[] response, byte[] protectedStatus) {
        StatusWord outside = StatusWord.of(response);
        return outside.equals(StatusWord.of(protectedStatus)) || outside.isOk();
    }

    private static byte[] stripIndicator(boolean odd, byte[] cipher) {
        if (odd) {
            return cipher;
        }
        if (cipher.length < 1 || cipher[0] != 1) {
            throw new CardProtocolException.ChannelBroken("Unknown padding indicator");
        }
        return Arrays.copyOfRange(cipher, 1, cipher.length);
    }

    private byte[] mac(byte[]... parts) {
        return Arrays.copyOf(Digests.cmac(authentication, counter, Tlv.concat(parts)), MAC_BYTES);
    }

    private byte[] iv() {
        return Digests.aesBlock(encryption, counter);
    }

    private void raise() {
        for (int i = 15; i >= 0 && ++counter[i] == 0; i--) {
            // the carry goes on
        }
    }

    private void requireAlive() {
        if (!alive) {
            throw new CardProtocolException.ChannelBroken("The channel is closed");
        }
    }

    private static byte[] padded(byte[] data) {
        byte[] padded = Arrays.copyOf(data, (data.length / 16 + 1) * 16);
        padded[data.length] = (byte) 0x80;
        return padded;
    }
}
