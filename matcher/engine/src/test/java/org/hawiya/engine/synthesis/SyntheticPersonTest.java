package org.hawiya.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.comparison.SourceAfis;
import org.hawiya.engine.extraction.Extractor;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.template.Template;
import org.junit.jupiter.api.Test;

class SyntheticPersonTest {
    private final PersonSynthesizer synthesizer = new PersonSynthesizer();

    @Test
    void sameSeed_givesTheSamePixels() {
        GrayImage first = print(7, FingerPosition.LEFT_RING, 3);
        GrayImage again = print(7, FingerPosition.LEFT_RING, 3);
        assertThat(again.pixels()).isEqualTo(first.pixels());
    }

    /** A new digest means new pixels for everybody's seeds: raise the manifest's version with it. */
    @Test
    void aSeed_givesThePixelsItGaveWhenThisWasWritten() throws NoSuchAlgorithmException {
        byte[] pixels = print(11, FingerPosition.LEFT_THUMB, 2).pixels();
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pixels));
        assertThat(digest)
                .isEqualTo("8ba6a64450e241a6c698e5b82a3835dd0b0483056432af43fbbf98df5d136300");
    }

    @Test
    void otherImpression_givesOtherPixels() {
        SyntheticPerson person = synthesizer.person(7);
        GrayImage first = person.impression(FingerPosition.RIGHT_INDEX, 1, Preset.OPTICAL_GOOD);
        GrayImage second = person.impression(FingerPosition.RIGHT_INDEX, 2, Preset.OPTICAL_GOOD);
        assertThat(second.pixels()).isNotEqualTo(first.pixels());
    }

    @Test
    void whatWasDrawnBefore_doesNotChangeAPrint() {
        SyntheticPerson busy = synthesizer.person(9);
        busy.impression(FingerPosition.RIGHT_LITTLE, 1, Preset.CAPACITIVE_HARD);
        GrayImage after = busy.impression(FingerPosition.LEFT_LITTLE, 2, Preset.OPTICAL_AVERAGE);
        assertThat(after.pixels()).isEqualTo(print(9, FingerPosition.LEFT_LITTLE, 2).pixels());
    }

    @Test
    void sourceAfis_tellsMatesFromStrangers() {
        SourceAfis sourceAfis = new SourceAfis();
        List<SourceAfis.Prepared> first = new ArrayList<>();
        List<SourceAfis.Prepared> second = new ArrayList<>();
        for (int code = 1; code <= 6; code++) {
            SyntheticPerson person = synthesizer.person(40 + code);
            FingerPosition position = FingerPosition.ofCode(code);
            first.add(sourceAfis.prepare(template(person, position, 1)));
            second.add(sourceAfis.prepare(template(person, position, 2)));
        }
        for (int i = 0; i < first.size(); i++) {
            for (int j = 0; j < second.size(); j++) {
                double score = sourceAfis.compare(first.get(i), second.get(j));
                if (i == j) {
                    assertThat(score).as("finger %d with itself", i).isGreaterThan(60);
                } else {
                    assertThat(score).as("finger %d with finger %d", i, j).isLessThan(45);
                }
            }
        }
    }

    @Test
    void patterns_comeAsOftenAsInNature() {
        Map<PatternClass, Integer> seen = new EnumMap<>(PatternClass.class);
        int people = 3000;
        for (int seed = 0; seed < people; seed++) {
            SyntheticPerson person = synthesizer.person(seed);
            for (FingerPosition position : FingerPosition.values()) {
                seen.merge(person.pattern(position), 1, Integer::sum);
            }
        }
        Map.of(
                        PatternClass.ARCH, 3.7,
                        PatternClass.TENTED_ARCH, 2.9,
                        PatternClass.LEFT_LOOP, 33.8,
                        PatternClass.RIGHT_LOOP, 31.7,
                        PatternClass.WHORL, 27.9)
                .forEach((pattern, percent) ->
                        assertThat(seen.getOrDefault(pattern, 0) * 10.0 / people)
                                .as("percent of %s", pattern)
                                .isBetween(percent - 1.5, percent + 1.5));
    }

    @Test
    void impossibleParameter_isRefusedWithItsBounds() {
        assertThatThrownBy(() -> Preset.OPTICAL_GOOD.with(SynthesisParameter.ROTATION_DEGREES, 400))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ROTATION_DEGREES")
                .hasMessageContaining("90");
        assertThatThrownBy(() -> Preset.named("optical-perfect"))
                .hasMessageContaining("optical-average");
    }

    private GrayImage print(long seed, FingerPosition position, int impression) {
        return synthesizer.person(seed).impression(position, impression, Preset.OPTICAL_AVERAGE);
    }

    private static Template template(SyntheticPerson person, FingerPosition position, int number) {
        GrayImage image = person.impression(position, number, Preset.OPTICAL_ATTENDED);
        return new Extractor().extract(image).template();
    }
}
