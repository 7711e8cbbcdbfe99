package org.hawiya.engine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.RandomTemplates;
import org.hawiya.engine.evaluation.Progress;
import org.hawiya.engine.template.Template;
import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

class GalleryBenchmarkTest {
    @Test
    void everyMateOfASmallGallery_isFoundFirst() {
        GalleryBenchmarkReport report =
                GalleryBenchmark.run(
                        new GalleryBenchmark.Settings(400, 10, 5),
                        new ScatteredPeople(),
                        Progress.SILENT);

        assertThat(report.printsPerPerson()).isEqualTo(10);
        assertThat(report.mateFound()).isEqualTo(10);
        assertThat(report.mateRankedFirst()).isEqualTo(10);
        assertThat(report.nonMateHits()).isZero();
        assertThat(report.searchMillisP95()).isGreaterThanOrEqualTo(report.searchMillisMedian());
        assertThat(report.sourceAfisComparisonsPerSecond()).isGreaterThan(100);
        assertThat(report.speedupOverExhaustive()).isPositive();
    }

    private static final class ScatteredPeople implements GalleryBenchmark.People {
        @Override
        public Prints enrolled(long person) {
            Random random = new Random(person);
            Map<FingerPosition, Template> prints = new EnumMap<>(FingerPosition.class);
            for (FingerPosition position : FingerPosition.values()) {
                prints.put(position, RandomTemplates.template(random, 38));
            }
            return new Prints(prints);
        }

        @Override
        public Prints again(long person) {
            Random random = new Random(~person);
            Map<FingerPosition, Template> prints = new EnumMap<>(FingerPosition.class);
            enrolled(person)
                    .fingers()
                    .forEach((position, template) ->
                            prints.put(position, RandomTemplates.again(template, random)));
            return new Prints(prints);
        }
    }
}
