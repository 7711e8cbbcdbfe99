package org.hawiya.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.RandomTemplates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateFormatsTest {
    private final Random random = new Random(3);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 34, 100, 255})
    void packedTemplate_comesBackExactly(int minutiae) {
        Template template = RandomTemplates.template(random, minutiae);

        assertThat(PackedTemplate.unpack(PackedTemplate.pack(template))).isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 34, 255})
    void isoRecord_comesBackWithinItsRounding(int minutiae) {
        Template template = RandomTemplates.template(random, minutiae);

        Template back =
                IsoTemplate.read(IsoTemplate.write2005(template, FingerPosition.LEFT_RING, 80));

        assertThat(back.width()).isEqualTo(template.width());
        assertThat(back.minutiae()).hasSize(minutiae);
        for (int i = 0; i < minutiae; i++) {
            Minutia a = template.minutiae().get(i);
            Minutia b = back.minutiae().get(i);
            assertThat(b.x()).isEqualTo(a.x());
            assertThat(b.y()).isEqualTo(a.y());
            assertThat(b.type()).isEqualTo(a.type());
            double apart = Math.abs(a.direction() - b.direction());
            assertThat(Math.min(apart, 2 * Math.PI - apart)).isLessThan(Math.PI / 256 + 1e-5);
        }
    }

    @Test
    void isoAngle_growsCounterClockwise() {
        // Downwards in the image, which a standard's angle calls 270 degrees: 192 of 256.
        Template down =
                new Template(
                        100,
                        100,
                        List.of(new Minutia(10, 20, (float) (Math.PI / 2), MinutiaType.ENDING)));

        byte[] record = IsoTemplate.write2005(down, FingerPosition.RIGHT_THUMB, 50);

        assertThat(record).hasSize(36);
        assertThat(Arrays.copyOfRange(record, 28, 34))
                .containsExactly(0x40, 10, 0, 20, (byte) 192, 0);
    }

    @Test
    void isoRecord_cutAnywhere_isRefusedWithTheByte() {
        byte[] record =
                IsoTemplate.write2005(
                        RandomTemplates.template(random, 5), FingerPosition.RIGHT_INDEX, 50);
        for (int length = 0; length < record.length; length++) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThatThrownBy(() -> IsoTemplate.read(cut))
                    .isInstanceOf(MalformedTemplateException.class)
                    .hasMessageContaining("at byte");
        }
    }

    @Test
    void alteredRecord_isReadOrRefused_neverAnythingElse() {
        byte[] iso =
                IsoTemplate.write2005(
                        RandomTemplates.template(random, 20), FingerPosition.RIGHT_INDEX, 50);
        byte[] packed = PackedTemplate.pack(RandomTemplates.template(random, 20));
        for (int i = 0; i < 5_000; i++) {
            byte[] altered = (i % 2 == 0 ? iso : packed).clone();
            altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(i % 2 == 0 ? IsoTemplate.read(altered) : PackedTemplate.unpack(altered))
                        .isNotNull();
            } catch (MalformedTemplateException expected) {
                assertThat(expected).hasMessageContaining("at byte");
            }
        }
    }

    @Test
    void compactExample_isEncodedByteForByte() {
        // 5.8 and 6.9 mm, an ending at 90 degrees; 12.9 and 9.8 mm, a bifurcation at 157.5 degrees.
        Template template =
                new Template(
                        400,
                        400,
                        List.of(
                                new Minutia(
                                        254, 193, radians(360 - 157.5), MinutiaType.BIFURCATION),
                                new Minutia(114, 136, radians(360 - 90), MinutiaType.ENDING)));

        assertThat(CompactTemplate.encode(template, 60))
                .containsExactly(0x3A, 0x45, 0x50, (byte) 0x81, 0x62, (byte) 0x9C);
    }

    @Test
    void compactAngleJustBelowAFullTurn_wrapsToZero() {
        Template template =
                new Template(100, 100, List.of(new Minutia(0, 0, radians(1), MinutiaType.ENDING)));

        assertThat(CompactTemplate.encode(template, 1)).containsExactly(0, 0, 0x40);
    }

    @Test
    void compactRecord_isSortedAndPrunedFromTheOutside() {
        Template template = RandomTemplates.template(random, 100);

        byte[] record = CompactTemplate.encode(template, 40);
        Template back = CompactTemplate.decode(record);

        assertThat(record).hasSize(120);
        double spread = meanDistanceFromCentre(back);
        assertThat(spread).isLessThan(0.8 * meanDistanceFromCentre(template));
    }

    @Test
    void compactRecordOfAWidePrint_keepsWhatFits() {
        Template wide =
                new Template(
                        900,
                        300,
                        List.of(
                                new Minutia(450, 10, 1, MinutiaType.ENDING),
                                new Minutia(850, 20, 1, MinutiaType.ENDING)));

        assertThat(CompactTemplate.decode(CompactTemplate.encode(wide, 40)).minutiae())
                .extracting(Minutia::x)
                .satisfiesExactly(
                        x -> assertThat(x).isZero(), x -> assertThat(x).isCloseTo(400, within(2)));
    }

    @Test
    void unsortedCompactRecord_isRefused() {
        assertThatThrownBy(() -> CompactTemplate.decode(new byte[] {1, 9, 64, 1, 8, 64}))
                .isInstanceOf(MalformedTemplateException.class);
    }

    private static float radians(double degrees) {
        return (float) Math.toRadians(degrees);
    }

    private static double meanDistanceFromCentre(Template template) {
        double cx = template.minutiae().stream().mapToInt(Minutia::x).average().orElseThrow();
        double cy = template.minutiae().stream().mapToInt(Minutia::y).average().orElseThrow();
        return template.minutiae().stream()
                .mapToDouble(m -> Math.hypot(m.x() - cx, m.y() - cy))
                .average()
                .orElseThrow();
    }
}
