package org.hawiya.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import org.hawiya.engine.RidgePattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCodecTest {
    private final GrayImage ridges = RidgePattern.finger(1).impression(1);

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "jpeg2000"})
    void losslessFormat_comesBackPixelForPixel(String format) throws IOException {
        assertThat(ImageCodec.read(encoded(format), 500).pixels()).isEqualTo(ridges.pixels());
    }

    @Test
    void ownPng_comesBackPixelForPixel() {
        GrayImage back = ImageCodec.read(ImageCodec.writePng(ridges), 569);

        assertThat(back.pixels()).isEqualTo(ridges.pixels());
        assertThat(back.dpi()).isEqualTo(569);
    }

    @Test
    void jpeg_comesBackNearly() throws IOException {
        GrayImage back = ImageCodec.read(encoded("jpeg"), 500);

        long apart = 0;
        for (int i = 0; i < back.pixels().length; i++) {
            apart += Math.abs((back.pixels()[i] & 0xFF) - (ridges.pixels()[i] & 0xFF));
        }
        assertThat((double) apart / back.pixels().length).isLessThan(12);
    }

    @Test
    void colours_becomeLuminance() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x00FF00);
        image.setRGB(1, 0, 0x0000FF);

        assertThat(ImageCodec.read(bytes(image, "png"), 500).pixels())
                .containsExactly((byte) 150, (byte) 29);
    }

    @Test
    void imageBomb_isRefusedBeforeItIsDecoded() {
        byte[] png = ImageCodec.writePng(new GrayImage(16, 16, 500, new byte[256]));
        png[16] = 0x7F; // the width in the header chunk becomes two thousand million

        assertThatThrownBy(() -> ImageCodec.read(png, 500))
                .isInstanceOf(MalformedImageException.class);
    }

    @Test
    void wsqOfHugeDimensions_isRefusedByItsFrameHeader() {
        byte[] wsq = {
            (byte) 0xFF,
            (byte) 0xA0,
            (byte) 0xFF,
            (byte) 0xA2,
            0,
            17,
            0,
            (byte) 255,
            0x7F,
            0,
            0x7F,
            0
        };

        assertThatThrownBy(() -> ImageCodec.read(wsq, 500))
                .isInstanceOf(MalformedImageException.class)
                .hasMessageContaining("32512 x 32512");
    }

    @Test
    void unknownBytes_areRefusedByName() {
        assertThatThrownBy(
                        () -> ImageCodec.read("no image".getBytes(StandardCharsets.US_ASCII), 500))
                .isInstanceOf(MalformedImageException.class)
                .hasMessageContaining("no TIFF, PNG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "jpeg", "jpeg2000"})
    void brokenFile_isReadOrRefused_neverAnythingElse(String format) throws IOException {
        byte[] whole = encoded(format);
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] broken =
                    Arrays.copyOf(whole, i < 30 ? random.nextInt(whole.length) : whole.length);
            for (int flips = 0; flips < 3 && broken.length > 8; flips++) {
                broken[
                                8
                                        + random.nextInt(
                                                Math.min(
                                                        broken.length - 8,
                                                        flips == 0 ? 200 : broken.length))] ^=
                        (byte) (1 << random.nextInt(8));
            }
            try {
                ImageCodec.read(broken, 500);
            } catch (MalformedImageException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void realWsq_isReadLikeItsReferenceDecoding() throws IOException {
        Path folder =
                Path.of(
                        System.getProperty("hawiya.data", "missing"),
                        "interchange",
                        "sourceafis-java");
        Assumptions.assumeTrue(Files.isDirectory(folder), "needs the folder of real prints");

        GrayImage wsq =
                ImageCodec.read(Files.readAllBytes(folder.resolve("wsq-original.wsq")), 500);
        GrayImage png =
                ImageCodec.read(Files.readAllBytes(folder.resolve("wsq-converted.png")), 500);

        assertThat(wsq.width()).isEqualTo(png.width());
        long apart = 0;
        for (int i = 0; i < png.pixels().length; i++) {
            apart += Math.abs((png.pixels()[i] & 0xFF) - (wsq.pixels()[i] & 0xFF));
        }
        assertThat((double) apart / png.pixels().length).isLessThan(1);
    }

    private byte[] encoded(String format) throws IOException {
        BufferedImage image =
                new BufferedImage(ridges.width(), ridges.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, ridges.width(), ridges.height(), ridges.pixels());
        return bytes(image, format);
    }

    private static byte[] bytes(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            assertThat(ImageIO.write(image, format, stream)).isTrue();
        }
        return out.toByteArray();
    }
}
