package org.hawiya.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.template.Minutia;
import org.hawiya.engine.template.Template;
import org.junit.jupiter.api.Test;

class DirectTemplatesTest {
    private static final int FINGERS = 30;

    private final DirectTemplates templates = new DirectTemplates(Preset.OPTICAL_AVERAGE);
    private final PersonSynthesizer people = new PersonSynthesizer();

    @Test
    void sameFingerAndNumber_giveTheSameTemplate() {
        assertThat(template(3, 1)).isEqualTo(template(3, 1));
        assertThat(template(3, 2)).isNotEqualTo(template(3, 1));
    }

    @Test
    void everyMinutia_liesOnTheSensor() {
        for (int finger = 0; finger < 200; finger++) {
            Template template = template(finger, 1);
            for (Minutia minutia : template.minutiae()) {
                assertThat(minutia.x()).isBetween(0, template.width() - 1);
                assertThat(minutia.y()).isBetween(0, template.height() - 1);
            }
        }
    }

    @Test
    void strangersScore_asRealStrangersDo() {
        List<List<Template>> fingers = new ArrayList<>();
        for (int i = 0; i < FINGERS; i++) {
            fingers.add(List.of(template(i, 1), template(i, 2), template(i, 3)));
        }
        ScoreFigures scores = PrintSample.ofTemplates("direct", fingers).figures().sourceafis();
        // Real prints: 17.5, from 18,000 pairs within the sets that were at hand.
        assertThat(scores.scoreAtFmr100()).isBetween(12.0, 21.0);
        assertThat(scores.nonMatedMax()).isLessThan(45);
        assertThat(scores.matedMedian()).isGreaterThan(50);
    }

    @Test
    void directTemplates_sitInTheFlowOfTheFingersPictures() {
        SyntheticPerson person = people.person(8);
        FingerPosition position = FingerPosition.RIGHT_RING;
        MasterPrint master = person.master(position);
        MinutiaPattern pattern = MinutiaPattern.draw(person.plan(position));
        int along = 0;
        for (int i = 0; i < pattern.size; i++) {
            double ridge = -master.orientation().angle(pattern.x[i], pattern.y[i]);
            if (Math.abs(Math.sin(pattern.direction(i) - ridge)) < 0.2) {
                along++;
            }
        }
        assertThat(along).isGreaterThan(pattern.size * 9 / 10);
    }

    private Template template(int finger, int impression) {
        return templates.template(
                people.person(600 + finger), FingerPosition.ofCode(1 + finger % 10), impression);
    }
}
