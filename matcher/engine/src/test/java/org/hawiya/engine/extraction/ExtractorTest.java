package org.hawiya.engine.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.machinezoo.sourceafis.FingerprintImage;
import com.machinezoo.sourceafis.FingerprintImageOptions;
import com.machinezoo.sourceafis.FingerprintMatcher;
import com.machinezoo.sourceafis.FingerprintTemplate;

import org.hawiya.engine.RidgePattern;
import org.hawiya.engine.comparison.SourceAfis;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.template.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractorTest {
    private final Extractor extractor = new Extractor();

    @Test
    void minutiae_areFoundWhereTheRidgesBreak() {
        RidgePattern finger = RidgePattern.finger(5);

        Template template = extractor.extract(finger.impression(1)).template();

        long found =
                finger.singularities().stream()
                        .filter(s ->
                                template.minutiae().stream()
                                        .anyMatch(
                                                m -> Math.hypot(m.x() - s.x(), m.y() - s.y()) < 12))
                        .count();
        assertThat(found).isGreaterThan(finger.singularities().size() * 7L / 10);
    }

    @ParameterizedTest
    @CsvSource({"500", "569"})
    void sourceAfisAlone_scoresAsFromItsOwnFileReader(int dpi) {
        GrayImage one = withDpi(RidgePattern.finger(1).impression(1), dpi);
        GrayImage two = withDpi(RidgePattern.finger(1).impression(2), dpi);
        SourceAfis ours = new SourceAfis();

        double score =
                ours.compare(
                        ours.prepare(ours.extractor().extract(one).template()),
                        ours.prepare(ours.extractor().extract(two).template()));

        assertThat(score).isGreaterThan(40);
        assertThat(score).isEqualTo(new FingerprintMatcher(theirs(one)).match(theirs(two)));
    }

    @Test
    void faintPrint_givesTheSameMinutiaeAsAStrongOne() {
        GrayImage strong = RidgePattern.finger(3).impression(1);
        byte[] faint = strong.pixels().clone();
        for (int i = 0; i < faint.length; i++) {
            faint[i] = (byte) (150 + (faint[i] & 0xFF) / 3);
        }

        int strongMinutiae = extractor.extract(strong).quality().minutiae();
        assertThat(extractor.extract(new GrayImage(320, 320, 500, faint)).quality().minutiae())
                .isBetween(strongMinutiae * 8 / 10, strongMinutiae * 12 / 10);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5,300", "59,59", "64,64", "60,2000", "200,200"})
    void blankImage_givesAnEmptyTemplateOfNoQuality(int width, int height) {
        for (int value : new int[] {0, 128, 255}) {
            byte[] pixels = new byte[width * height];
            java.util.Arrays.fill(pixels, (byte) value);

            Extraction extraction = extractor.extract(new GrayImage(width, height, 500, pixels));

            assertThat(extraction.template().isEmpty()).isTrue();
            assertThat(extraction.quality().score()).isZero();
        }
    }

    @Test
    void partOfAPrint_isOfLowerQualityThanAllOfIt() {
        GrayImage whole = RidgePattern.finger(2).impression(1);
        byte[] half = whole.pixels().clone();
        java.util.Arrays.fill(half, half.length * 2 / 5, half.length, (byte) 255);

        assertThat(extractor.extract(new GrayImage(320, 320, 500, half)).quality().score())
                .isLessThan(extractor.extract(whole).quality().score());
    }

    @Test
    void hullOfTheMinutiae_isMeasuredInSquareMillimetres() {
        assertThat(
                        extractor
                                .extract(RidgePattern.finger(2).impression(1))
                                .quality()
                                .areaSquareMillimetres())
                .isCloseTo(100, within(70.0));
    }

    private static GrayImage withDpi(GrayImage image, int dpi) {
        return new GrayImage(image.width(), image.height(), dpi, image.pixels());
    }

    private static FingerprintTemplate theirs(GrayImage image) {
        return new FingerprintTemplate(
                new FingerprintImage(
                        ImageCodec.writePng(image),
                        new FingerprintImageOptions().dpi(image.dpi())));
    }
}
