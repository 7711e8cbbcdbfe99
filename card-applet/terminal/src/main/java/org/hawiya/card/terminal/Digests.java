package org.hawiya.card.terminal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Hashing, key derivation and AES as the card does them. */
final class Digests {

    private Digests() {}

    static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform has no SHA-256", e);
        }
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform has no HMAC", e);
        }
    }

    /**
     * SP 800-108r1, 4.1, counter mode with HMAC-SHA256: counter (4 bytes), label, 00, context,
     * length in bits (4 bytes).
     *
     * @param bytes 1 to 255 * 32
     */
    static byte[] derive(byte[] key, String label, byte[] context, int bytes) {
        byte[] result = new byte[bytes];
        byte[] fixed =
                Tlv.concat(
                        label.getBytes(StandardCharsets.US_ASCII),
                        new byte[1],
                        context,
                        ByteBuffer.allocate(4).putInt(bytes * 8).array());
        for (int i = 0; i * 32 < bytes; i++) {
            byte[] block = hmac(key, ByteBuffer.allocate(4).putInt(i + 1).array(), fixed);
            System.arraycopy(block, 0, result, i * 32, Math.min(32, bytes - i * 32));
        }
        return result;
    }

    /** AES-128 of one block. */
    static byte[] aesBlock(byte[] key, byte[] block) {
        return aes("AES/ECB/NoPadding", Cipher.ENCRYPT_MODE, key, null, block);
    }

    /** CBC over padded data: 80, then zeros to the block's end. */
    static byte[] encryptPadded(byte[] key, byte[] iv, byte[] plain) {
        byte[] padded = Arrays.copyOf(plain, (plain.length / 16 + 1) * 16);
        padded[plain.length] = (byte) 0x80;
        return aes("AES/CBC/NoPadding", Cipher.ENCRYPT_MODE, key, iv, padded);
    }

    /** The inverse of {@link #encryptPadded}; only after the MAC has been checked. */
    static byte[] decryptPadded(byte[] key, byte[] iv, byte[] encrypted) {
        if (encrypted.length == 0 || encrypted.length % 16 != 0) {
            throw new CardProtocolException.ChannelBroken("Encrypted data of no whole blocks");
        }
        byte[] padded = aes("AES/CBC/NoPadding", Cipher.DECRYPT_MODE, key, iv, encrypted);
        int end = padded.length - 1;
        while (end > 0 && padded[end] == 0) {
            end--;
        }
        if (padded[end] != (byte) 0x80) {
            throw new CardProtocolException.ChannelBroken("Padding is missing");
        }
        return Arrays.copyOf(padded, end);
    }

    /** AES-CMAC (RFC 4493), all 16 bytes. */
    static byte[] cmac(byte[] key, byte[]... parts) {
        var mac =
                new org.bouncycastle.crypto.macs.CMac(
                        org.bouncycastle.crypto.engines.AESEngine.newInstance());
        mac.init(new org.bouncycastle.crypto.params.KeyParameter(key));
        for (byte[] part : parts) {
            mac.update(part, 0, part.length);
        }
        byte[] tag = new byte[16];
        mac.doFinal(tag, 0);
        return tag;
    }

    private static byte[] aes(
            String form,
            int mode,
            byte[] key,
            byte @org.jspecify.annotations.Nullable [] iv,
            byte[] in) {
        try {
            var cipher = Cipher.getInstance(form);
            var secret = new SecretKeySpec(key, "AES");
            if (iv == null) {
                cipher.init(mode, secret);
            } else {
                cipher.init(mode, secret, new IvParameterSpec(iv));
            }
            return cipher.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform has no AES", e);
        }
    }
}
