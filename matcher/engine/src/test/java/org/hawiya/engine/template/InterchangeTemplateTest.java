package org.hawiya.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.RandomTemplates;
import org.hawiya.engine.comparison.SourceAfis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.Random;

class InterchangeTemplateTest {
    private final Random random = new Random(23);
    private final Template template = RandomTemplates.template(random, 40);

    @ParameterizedTest
    @EnumSource
    void everyFormat_keepsTheFinger(InterchangeTemplate.Format format) {
        Template back = InterchangeTemplate.read(InterchangeTemplate.write(template, format));

        SourceAfis sourceAfis = new SourceAfis();
        assertThat(back.minutiae()).hasSize(40);
        assertThat(sourceAfis.compare(sourceAfis.prepare(template), sourceAfis.prepare(back)))
                .isGreaterThan(150);
    }

    @Test
    void oldestFormat_isRecognisedToo() {
        byte[] record = IsoTemplate.write2005(template, FingerPosition.LEFT_INDEX, 60);

        assertThat(InterchangeTemplate.read(record)).isEqualTo(IsoTemplate.read(record));
    }

    @ParameterizedTest
    @EnumSource
    void brokenRecord_isReadOrRefused_neverAnythingElse(InterchangeTemplate.Format format) {
        byte[] whole = InterchangeTemplate.write(template, format);
        for (int i = 0; i < 1_000; i++) {
            byte[] broken =
                    Arrays.copyOf(whole, i % 2 == 0 ? random.nextInt(whole.length) : whole.length);
            if (broken.length > 0) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(InterchangeTemplate.read(broken)).isNotNull();
            } catch (MalformedTemplateException expected) {
                assertThat(expected).hasMessageContaining("at byte");
            }
        }
    }

    @Test
    void unknownBytes_areRefused() {
        assertThatThrownBy(() -> InterchangeTemplate.read(new byte[] {1, 2, 3}))
                .isInstanceOf(MalformedTemplateException.class);
    }
}
