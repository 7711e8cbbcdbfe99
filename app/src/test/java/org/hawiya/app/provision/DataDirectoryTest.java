package org.hawiya.app.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class DataDirectoryTest {
    @TempDir Path folder;

    @Test
    void twoRunsNeverShareAFolder() {
        try (DataDirectory first = DataDirectory.open(folder.resolve("demo"))) {
            assertThatThrownBy(() -> DataDirectory.open(first.root()))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.STORAGE));
        }
        DataDirectory.open(folder.resolve("demo")).close();
    }

    @Test
    void theHomeIsBesideTheProjectUnlessSaidOtherwise() {
        assertThat(Home.folder(Map.of("HAWIYA_HOME", "/srv/hawiya"), Optional.of("/opt/x")))
                .isEqualTo(Path.of("/srv/hawiya"));
        assertThat(Home.folder(Map.of(), Optional.of(folder.toString())))
                .isEqualTo(folder.resolve(".hawiya"));
        assertThat(Home.folder(Map.of(), Optional.of("/nowhere-to-be-found")))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".hawiya"));
    }
}
