package org.hawiya.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyDerivationTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MASTER =
            HEX.parseHex("404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f");

    @TempDir Path folder;

    /**
     * NIST CAVP, KDFCTR_gen, PRF HMAC_SHA256, counter of 32 bits before the fixed data, L = 128,
     * count 0.
     */
    @Test
    void counterMode_givesTheVectorOfNist() {
        byte[] key =
                HEX.parseHex("dd1d91b7d90b2bd3138533ce92b272fbf8a369316aefe242e659cc0ae238afe0");
        byte[] fixed =
                HEX.parseHex(
                        "01322b96b30acd197979444e468e1c5c6859bf1b1cf951b7e725303e237e46b864a145fab25e517b08f8683d0315bb29"
                                + "11d80a0e8aba17f3b413faac");

        byte[] derived = KeyDerivation.counterMode(message -> hmac(key, message), fixed, 16);

        assertThat(derived).isEqualTo(HEX.parseHex("10621342bfb0fd40046c0e29f2cfdbf0"));
    }

    /**
     * Computed by OpenSSL: openssl kdf -keylen 16 -kdfopt mac:HMAC -kdfopt digest:SHA256 -kdfopt
     * hexkey:… -kdfopt salt:LABEL -kdfopt hexinfo:CONTEXT KBKDF.
     */
    @Test
    void derive_agreesWithOpenSsl_withinOneBlock() {
        assertThat(derive("MOC-AUTH", "000102030405060708090a0b0c0d0e0f01", 16))
                .isEqualTo("edc4c65418bd76a7df6c0f62b6ba4d60");
    }

    @Test
    void derive_agreesWithOpenSsl_overABlocksEdge() {
        assertThat(derive("MOC-CONT", "000102030405060708090a0b0c0d0e0f0201", 48))
                .isEqualTo(
                        "f80c53466b5e30366b7d3188614f4e07934af0c8d9cbbf43e9ed792d0d4913bb"
                                + "a9a3b0ec6c9490c1d303509323c396e5");
    }

    @Test
    void derive_agreesWithOpenSsl_withoutContext() {
        assertThat(derive("HAWIYA-TRANSPORT", "", 32))
                .isEqualTo("c5924f47c5edfc24141a2366e0d8f29004a029ec6318a0724b37b199eaa99117");
    }

    @Test
    void derive_refusesALabelThatCouldHideTheSeparator() {
        assertThatThrownBy(() -> derive("A\0B", "", 16))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> derive("é", "", 17)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void derive_refusesMoreThanItsLimit() {
        assertThatThrownBy(() -> derive("A", "", 8_161))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> derive("A", "", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private String derive(String label, String contextHex, int bytes) {
        Path file = folder.resolve(label.length() + "-" + bytes + ".p12");
        try (Pkcs12Custody custody =
                Pkcs12Custody.create(file, "password".toCharArray())
                        .secret(KeyName.CARD_MASTER, MASTER)
                        .write()) {
            return HEX.formatHex(
                    KeyDerivation.derive(
                            custody, KeyName.CARD_MASTER, label, HEX.parseHex(contextHex), bytes));
        }
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
