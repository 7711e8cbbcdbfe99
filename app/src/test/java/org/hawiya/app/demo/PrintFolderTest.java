package org.hawiya.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class PrintFolderTest {
    private static final byte[] IMAGE = ImageCodec.writePng(new GrayImage(8, 8, 500, new byte[64]));

    @TempDir Path folder;

    @Test
    void namesTellPersonFingerAndImpression() throws IOException {
        put(
                "012_1_1.png",
                "012_1_2.png",
                "012_10_1.PNG",
                "7_a_b_3_1.png",
                "notes.txt",
                "012_11_1.png",
                "012_0_1.png");
        List<Player> players = PrintFolder.read(folder, 500, 10).players();
        assertThat(players).extracting(Player::label).containsExactly("012", "7_a_b");
        assertThat(players.getFirst().fingers())
                .containsExactly(FingerPosition.RIGHT_THUMB, FingerPosition.LEFT_LITTLE);
        assertThat(players.getFirst().impression(FingerPosition.RIGHT_THUMB, 2)).isPresent();
        assertThat(players.getFirst().impression(FingerPosition.RIGHT_THUMB, 3)).isEmpty();
    }

    @Test
    void noMorePeopleAreTakenThanAskedFor() throws IOException {
        put("a_1_1.png", "b_1_1.png", "c_1_1.png");
        assertThat(PrintFolder.read(folder, 500, 2).players()).hasSize(2);
    }

    @Test
    void aFolderWithoutPeopleIsAnInputFault() {
        assertInputFault(() -> PrintFolder.read(folder, 500, 10), "no person in " + folder);
    }

    @Test
    void aMissingFolderIsAnInputFault() {
        assertInputFault(() -> PrintFolder.read(folder.resolve("nowhere"), 500, 10), "nowhere");
    }

    @Test
    void anUnreadableImageIsNamedBeforeAnythingIsEnrolled() throws IOException {
        put("a_1_1.png");
        Files.write(folder.resolve("a_2_1.tif"), new byte[] {'I', 'I', 42, 0, 1, 2, 3});
        assertInputFault(() -> PrintFolder.read(folder, 500, 10), "a_2_1.tif");
    }

    @Test
    void anImageThatTheStoryDoesNotUseMayBeBroken() throws IOException {
        put("a_1_1.png");
        Files.writeString(folder.resolve("a_1_5.png"), "no image");
        assertThat(PrintFolder.read(folder, 500, 10).players()).hasSize(1);
    }

    private void put(String... names) throws IOException {
        for (String name : names) {
            Files.write(folder.resolve(name), IMAGE);
        }
    }

    private static void assertInputFault(ThrowingCallable reading, String naming) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> {
                            assertThat(failure.exitCode()).isEqualTo(ExitCode.INPUT);
                            assertThat(failure.getMessage()).contains(naming).doesNotContain("\n");
                        });
    }
}
