package org.hawiya.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hawiya.engine.RidgePattern;
import org.hawiya.engine.comparison.SourceAfis;
import org.hawiya.engine.image.ImageCodec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void everyPairOfTheFolder_isComparedOnce() throws IOException {
        write(4, 3);
        Files.writeString(folder.resolve("notes.txt"), "not an image");
        Files.write(folder.resolve("1_9.png"), new byte[] {1, 2, 3});
        List<String> steps = new ArrayList<>();

        EvaluationRun run =
                Evaluation.run(
                        set(),
                        Pairs.ALL,
                        new SourceAfis(),
                        (step, done, total) -> steps.add(step + " " + (done == total)));

        EvaluationReport report = run.report();
        assertThat(report.fingers()).isEqualTo(4);
        assertThat(report.impressions()).isEqualTo(13);
        assertThat(report.failureToEnrol()).isCloseTo(1 / 13.0, within(1e-9));
        assertThat(report.mated()).isEqualTo(4 * 3);
        assertThat(report.nonMated()).isEqualTo(12 * 11 / 2 - 12);
        assertThat(report.eer()).isLessThan(0.05);
        assertThat(steps).contains("extracting true", "comparing true");
    }

    @Test
    void fvcPairs_takeTheFirstImpressionOfStrangersOnly() throws IOException {
        write(4, 2);

        EvaluationReport report =
                Evaluation.run(set(), Pairs.FVC, new SourceAfis(), Progress.SILENT).report();

        assertThat(report.mated()).isEqualTo(4);
        assertThat(report.nonMated()).isEqualTo(6);
    }

    @Test
    void plots_areWritten() throws IOException {
        write(2, 2);

        Evaluation.run(set(), Pairs.ALL, new SourceAfis(), Progress.SILENT)
                .writePlots(folder.resolve("plots"));

        assertThat(folder.resolve("plots/det-sourceafis.svg")).content().contains("<polyline");
        assertThat(folder.resolve("plots/cmc-sourceafis.svg"))
                .content()
                .contains("share of mates found");
    }

    @Test
    void folderWithoutImages_isRefusedWithItsName() {
        assertThatThrownBy(this::set)
                .isInstanceOf(UnusableImagesException.class)
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(
                        () -> ImageSet.of(folder.resolve("missing"), ImageSet.DEFAULT_PATTERN, 500))
                .isInstanceOf(UnusableImagesException.class);
        assertThatThrownBy(() -> ImageSet.of(folder, "(.+)\\.png", 500))
                .isInstanceOf(UnusableImagesException.class)
                .hasMessageContaining("two groups");
    }

    @Test
    void oneFinger_givesNothingToCompareWithStrangers() throws IOException {
        write(1, 2);

        assertThatThrownBy(
                        () -> Evaluation.run(set(), Pairs.ALL, new SourceAfis(), Progress.SILENT))
                .isInstanceOf(UnusableImagesException.class)
                .hasMessageContaining("non-mated");
    }

    @Test
    void personAndFinger_bothNameTheFinger() throws IOException {
        for (String name : List.of("012_3_1.tif", "012_4_1.tif", "013_3_10.tif", "013_3_2.tif")) {
            Files.createFile(folder.resolve(name));
        }

        assertThat(set().impressions())
                .extracting(i -> i.finger() + "/" + i.number())
                .containsExactly("012_3/1", "012_4/1", "013_3/2", "013_3/10");
    }

    @Test
    void sourceAfisOnRealPrints_isAsGoodAsPublished() {
        Path prints =
                Path.of(
                        System.getProperty("hawiya.data", "missing"),
                        "fingerprints",
                        "fvc2002",
                        "DB2_B");
        Assumptions.assumeTrue(Files.isDirectory(prints), "needs the folder of real prints");

        EvaluationReport report =
                Evaluation.run(
                                ImageSet.of(prints, ImageSet.DEFAULT_PATTERN, 569),
                                Pairs.ALL,
                                new SourceAfis(),
                                Progress.SILENT)
                        .report();

        assertThat(report.mated()).isEqualTo(280);
        assertThat(report.nonMated()).isEqualTo(2_880);
        assertThat(report.eer()).isCloseTo(0.0143, within(0.003));
    }

    private ImageSet set() {
        return ImageSet.of(folder, ImageSet.DEFAULT_PATTERN, 500);
    }

    private void write(int fingers, int impressions) throws IOException {
        for (int finger = 1; finger <= fingers; finger++) {
            for (int impression = 1; impression <= impressions; impression++) {
                Files.write(
                        folder.resolve(finger + "_" + impression + ".png"),
                        ImageCodec.writePng(RidgePattern.finger(finger).impression(impression)));
            }
        }
    }
}
