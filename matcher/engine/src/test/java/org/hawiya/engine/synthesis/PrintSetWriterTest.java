package org.hawiya.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hawiya.engine.evaluation.Progress;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintSetWriterTest {
    @TempDir Path folder;

    @Test
    void aSet_holdsEveryFingerAndItsManifest() throws IOException {
        PrintSetWriter.Outcome outcome =
                PrintSetWriter.write(order(7, PrintFormat.PNG), folder, Progress.SILENT);
        assertThat(outcome.written()).isEqualTo(10);
        for (int finger = 1; finger <= 10; finger++) {
            assertThat(folder.resolve("001_" + finger + "_1.png")).exists();
        }
        JsonNode manifest = new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        assertThat(manifest.at("/capture/parameters/MOISTURE").isNumber()).isTrue();
        assertThat(manifest.at("/persons/0/fingers")).hasSize(10);
        for (JsonNode finger : manifest.at("/persons/0/fingers")) {
            int cores = finger.at("/cores").size();
            switch (PatternClass.valueOf(finger.at("/pattern").asText())) {
                case ARCH -> assertThat(cores).isZero();
                case TENTED_ARCH, LEFT_LOOP, RIGHT_LOOP -> assertThat(cores).isEqualTo(1);
                case WHORL -> assertThat(cores).isEqualTo(2);
            }
        }
    }

    @Test
    void aSetThatWasCutOff_isContinuedWithTheSamePixels() throws IOException {
        PrintSetOrder order = order(3, PrintFormat.BMP);
        PrintSetWriter.write(order, folder, Progress.SILENT);
        Path lost = folder.resolve("001_4_1.bmp");
        byte[] before = Files.readAllBytes(lost);
        Files.delete(lost);
        Files.write(folder.resolve("001_4_1.bmp.unfinished"), new byte[10]);
        PrintSetWriter.Outcome again = PrintSetWriter.write(order, folder, Progress.SILENT);
        assertThat(again).isEqualTo(new PrintSetWriter.Outcome(1, 9));
        assertThat(Files.readAllBytes(lost)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(f -> f.toString().endsWith(".unfinished"))).isEmpty();
        }
    }

    @Test
    void aFileThatWasWritten_holdsThePersonsPixels() throws IOException {
        PrintSetOrder order = order(3, PrintFormat.BMP);
        PrintSetWriter.write(order, folder, Progress.SILENT);
        GrayImage read = ImageCodec.read(Files.readAllBytes(folder.resolve("001_9_1.bmp")), 500);
        GrayImage drawn =
                order.person(1)
                        .impression(org.hawiya.engine.FingerPosition.LEFT_RING, 1, order.preset());
        assertThat(read.pixels()).isEqualTo(drawn.pixels());
    }

    @Test
    void aFolderOfAnotherSet_isLeftAlone() throws IOException {
        PrintSetWriter.write(order(3, PrintFormat.PNG), folder, Progress.SILENT);
        assertThatThrownBy(() ->
                        PrintSetWriter.write(order(4, PrintFormat.PNG), folder, Progress.SILENT))
                .isInstanceOf(PrintSetConflictException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void aFolderOfSomebodysFiles_isLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() ->
                        PrintSetWriter.write(order(4, PrintFormat.PNG), folder, Progress.SILENT))
                .isInstanceOf(PrintSetConflictException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void anOrderForNobody_isRefused() {
        assertThatThrownBy(() ->
                        new PrintSetOrder(
                                0,
                                1,
                                Preset.OPTICAL_GOOD,
                                PersonProfile.ADULT,
                                1,
                                PrintFormat.PNG,
                                false))
                .hasMessageContaining("people");
    }

    /** Children have the smallest masters, and a small sensor the fewest pixels. */
    private static PrintSetOrder order(long seed, PrintFormat format) {
        Preset preset = Preset.CAPACITIVE_HARD.sized(200, 200);
        return new PrintSetOrder(1, 1, preset, PersonProfile.CHILD, seed, format, false);
    }
}
