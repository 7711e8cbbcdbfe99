package org.hawiya.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hawiya.engine.evaluation.ImageSet;
import org.hawiya.engine.evaluation.Progress;
import org.hawiya.engine.image.GrayImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesisFiguresTest {
    @Test
    void kolmogorovSmirnov_isTheGreatestGapOfTheTwoFunctions() {
        double[] low = {1, 2, 3, 4};
        assertThat(KolmogorovSmirnov.distance(low, low)).isZero();
        assertThat(KolmogorovSmirnov.distance(low, new double[] {5, 6})).isEqualTo(1);
        assertThat(KolmogorovSmirnov.distance(low, new double[] {3, 4, 5, 6})).isEqualTo(0.5);
    }

    @Test
    void errorRates_areThoseCountedByHand() {
        double[] mated = {5, 50, 60, 70};
        double[] strangers = {1, 2, 3, 10};
        ScoreFigures figures = ScoreFigures.of(mated, strangers);
        // One mate of four lies below one stranger of four.
        assertThat(figures.eer()).isEqualTo(0.25);
        assertThat(figures.fnmrAtFmr100()).isEqualTo(0.25);
        assertThat(figures.nonMatedMax()).isEqualTo(10);
        assertThat(ScoreFigures.of(new double[] {20, 30}, strangers).eer()).isZero();
    }

    @Test
    void ridgePeriod_ofPlainStripesIsTheirPeriod() {
        byte[] pixels = new byte[300 * 300];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / 300;
            double along = (i % 300) * 0.8 + row * 0.6;
            pixels[i] = (byte) (128 + 100 * Math.cos(2 * Math.PI * along / 8.6));
        }
        List<Double> periods = RidgePeriodMeter.measure(new GrayImage(300, 300, 500, pixels));
        assertThat(periods).hasSizeGreaterThan(40);
        assertThat(periods).allSatisfy(period -> assertThat(period).isCloseTo(8.6, within(0.3)));
    }

    @Test
    void report_findsASetLikeItself(@TempDir Path folder) throws IOException {
        PrintSetOrder order =
                new PrintSetOrder(
                        1,
                        2,
                        Preset.OPTICAL_GOOD.sized(240, 300),
                        PersonProfile.CHILD,
                        5,
                        PrintFormat.PNG,
                        false);
        PrintSetWriter.write(order, folder, Progress.SILENT);
        ImageSet set = ImageSet.of(folder, ImageSet.DEFAULT_PATTERN, 500);
        SynthesisReport.Run run = SynthesisReport.measure(set, List.of(set), Progress.SILENT);
        SynthesisReport.Likeness itself = run.report().real().getFirst();
        assertThat(itself.ksMinutiaeCount()).isZero();
        assertThat(itself.ksRidgePeriod()).isZero();
        assertThat(itself.set().prints()).isEqualTo(20);
        assertThat(run.html()).contains("data:image/png;base64,").contains("</html>");
    }
}
