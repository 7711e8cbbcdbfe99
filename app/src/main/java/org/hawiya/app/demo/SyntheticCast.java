package org.hawiya.app.demo;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.synthesis.PersonSynthesizer;
import org.hawiya.engine.synthesis.Preset;
import org.hawiya.engine.synthesis.SyntheticPerson;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * People who do not exist, always the same: person {@code i} has the seed {@code FIRST_SEED + i}.
 */
final class SyntheticCast implements Cast {
    static final long FIRST_SEED = 784_000;
    private static final Preset SENSOR = Preset.OPTICAL_GOOD;

    private final List<Player> players;

    SyntheticCast(int people) {
        PersonSynthesizer synthesizer = new PersonSynthesizer();
        this.players =
                IntStream.range(0, people)
                        .<Player>mapToObj(i -> new Person(i, synthesizer.person(FIRST_SEED + i)))
                        .toList();
    }

    @Override
    public List<Player> players() {
        return players;
    }

    private record Person(int number, SyntheticPerson hands) implements Player {
        @Override
        public String label() {
            return String.valueOf(number + 1);
        }

        @Override
        public SortedSet<FingerPosition> fingers() {
            return new TreeSet<>(hands.fingers());
        }

        @Override
        public Optional<PrintImage> impression(FingerPosition finger, int impression) {
            if (!hands.fingers().contains(finger)) {
                return Optional.empty();
            }
            return Optional.of(
                    new PrintImage(
                            ImageCodec.writePng(hands.impression(finger, impression, SENSOR)),
                            SENSOR.dpi()));
        }
    }
}
