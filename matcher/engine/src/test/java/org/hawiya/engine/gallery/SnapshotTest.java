package org.hawiya.engine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.RandomTemplates;
import org.hawiya.engine.template.Template;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

class SnapshotTest {
    private static final PersonKey LAST = new PersonKey(Long.MAX_VALUE);
    private static final long STAMP = 42;

    @TempDir private Path folder = Path.of("");

    private final Random random = new Random(9);
    private final Sealer sealer = new AesGcm();
    private final Gallery gallery = new Gallery();
    private final Prints known = person();

    @BeforeEach
    void fill() throws IOException {
        for (int i = 0; i < 700; i++) {
            gallery.put(new PersonKey(i), i == 620 ? known : person());
        }
        gallery.remove(new PersonKey(3));
        gallery.writeSnapshot(file(), STAMP, sealer);
    }

    @Test
    void restoredGallery_holdsAndFindsTheSamePeople() throws UnusableSnapshotException {
        Gallery restored =
                Gallery.restore(Decision.STANDARD, Long.MAX_VALUE, file(), STAMP, sealer);

        assertThat(restored.persons()).isEqualTo(699);
        assertThat(restored.prints()).isEqualTo(gallery.prints());
        assertThat(restored.search(known, LAST)).isEqualTo(gallery.search(known, LAST));
        assertThat(restored.search(known, LAST)).isInstanceOf(SearchOutcome.Hit.class);
    }

    @Test
    void snapshotCutAnywhere_isRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < 60; i++) {
            Files.write(file(), Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertUnusable(STAMP);
        }
    }

    @Test
    void snapshotWithAFlippedBit_isRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < 60; i++) {
            byte[] altered = whole.clone();
            altered[i < 20 ? i : random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), altered);
            assertUnusable(STAMP);
        }
    }

    @Test
    void snapshotOfAnotherStateOfTheRegister_isRefused() {
        assertUnusable(STAMP + 1);
    }

    @Test
    void missingSnapshot_isRefused() throws IOException {
        Files.delete(file());

        assertUnusable(STAMP);
    }

    @Test
    void snapshot_showsNoTemplate() throws IOException {
        byte[] packed = PackedPrints.pack(known);
        String file =
                new String(
                        Files.readAllBytes(file()), java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(file)
                .doesNotContain(
                        new String(packed, 0, 40, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private void assertUnusable(long stamp) {
        assertThatThrownBy(() ->
                        Gallery.restore(Decision.STANDARD, Long.MAX_VALUE, file(), stamp, sealer))
                .isInstanceOf(UnusableSnapshotException.class);
    }

    private Path file() {
        return folder.resolve("gallery");
    }

    private Prints person() {
        Map<FingerPosition, Template> prints = new EnumMap<>(FingerPosition.class);
        for (int code = 2; code <= 4; code++) {
            prints.put(FingerPosition.ofCode(code), RandomTemplates.template(random, 30));
        }
        return new Prints(prints);
    }

    private static final class AesGcm implements Sealer {
        private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        private long nonce;

        @Override
        public byte[] seal(byte[] associatedData, byte[] plaintext) {
            byte[] iv = java.nio.ByteBuffer.allocate(12).putLong(++nonce).array();
            byte[] sealed = run(Cipher.ENCRYPT_MODE, iv, associatedData, plaintext);
            return java.nio.ByteBuffer.allocate(12 + sealed.length).put(iv).put(sealed).array();
        }

        @Override
        public byte[] open(byte[] associatedData, byte[] sealed) {
            return run(
                    Cipher.DECRYPT_MODE,
                    Arrays.copyOf(sealed, 12),
                    associatedData,
                    Arrays.copyOfRange(sealed, 12, sealed.length));
        }

        private byte[] run(int mode, byte[] iv, byte[] associatedData, byte[] text) {
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, key, new GCMParameterSpec(128, iv));
                cipher.updateAAD(associatedData);
                return cipher.doFinal(text);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
