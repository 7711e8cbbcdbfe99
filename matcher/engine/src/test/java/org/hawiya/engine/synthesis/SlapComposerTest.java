package org.hawiya.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.GrayImage;
import org.junit.jupiter.api.Test;

class SlapComposerTest {
    @Test
    void aSlap_hasItsFingersSideBySide() {
        SyntheticPerson person = new PersonSynthesizer().person(5, PersonProfile.CHILD);
        GrayImage slap = SlapComposer.compose(person, Slap.RIGHT_FOUR, 1, Preset.OPTICAL_GOOD);
        assertThat(slap.width()).isEqualTo(1600);
        assertThat(slap.height()).isEqualTo(1500);
        assertThat(prints(slap)).isEqualTo(4);
        GrayImage again = SlapComposer.compose(person, Slap.RIGHT_FOUR, 1, Preset.OPTICAL_GOOD);
        assertThat(again.pixels()).isEqualTo(slap.pixels());
    }

    @Test
    void anInjuredPerson_hasFewerFingers() {
        Set<FingerPosition> fingers =
                new PersonSynthesizer().person(12, PersonProfile.INJURED).fingers();
        assertThat(fingers).hasSizeBetween(7, 9);
    }

    /** Runs of columns with ink, with at least twenty columns of bare glass between two of them. */
    private static int prints(GrayImage image) {
        int prints = 0;
        int bare = 20;
        for (int x = 0; x < image.width(); x++) {
            int dark = 0;
            for (int y = 0; y < image.height(); y++) {
                dark += image.at(x, y) < 128 ? 1 : 0;
            }
            if (dark > 5) {
                prints += bare >= 20 ? 1 : 0;
                bare = 0;
            } else {
                bare++;
            }
        }
        return prints;
    }
}
