package org.hawiya.engine.gallery;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.comparison.SourceAfis;
import org.hawiya.engine.template.Template;

/**
 * The people enrolled so far, searched exhaustively: SourceAFIS compares every finger with the same
 * finger of every person, about 60 microseconds a finger. Thread-safe; a search sees every person
 * whose {@link #put} returned before it began. Derived data: nothing here is durable.
 */
public final class Gallery {
    private static final SourceAfis SOURCE_AFIS = new SourceAfis();

    private final ConcurrentSkipListMap<PersonKey, Map<FingerPosition, SourceAfis.Prepared>>
            people = new ConcurrentSkipListMap<>();
    private final Decision decision;

    public Gallery() {
        this(Decision.STANDARD);
    }

    public Gallery(Decision decision) {
        this.decision = decision;
    }

    /** Adds a person, or replaces their prints. */
    public void put(PersonKey person, Prints prints) {
        people.put(person, prepared(prints));
    }

    /** Forgets a person; nothing happens when they are unknown. */
    public void remove(PersonKey person) {
        people.remove(person);
    }

    public int persons() {
        return people.size();
    }

    /** Compares the probe with every person of a lower key than {@code below}. */
    public SearchOutcome search(Prints probe, PersonKey below) {
        Map<FingerPosition, SourceAfis.Prepared> fingers = prepared(probe);
        Map<PersonKey, Map<FingerPosition, SourceAfis.Prepared>> earlier =
                people.headMap(below, false);
        int searched = earlier.size();
        List<Candidate> candidates =
                List.copyOf(earlier.entrySet()).parallelStream()
                        .map(person -> compare(fingers, person.getKey(), person.getValue()))
                        .filter(candidate -> decision.deservesALook(candidate, searched))
                        .toList();
        return decision.outcome(candidates, searched);
    }

    private static Candidate compare(
            Map<FingerPosition, SourceAfis.Prepared> probe,
            PersonKey person,
            Map<FingerPosition, SourceAfis.Prepared> fingers) {
        Map<FingerPosition, Double> scores = new EnumMap<>(FingerPosition.class);
        double sum = 0;
        for (Map.Entry<FingerPosition, SourceAfis.Prepared> finger : probe.entrySet()) {
            SourceAfis.Prepared enrolled = fingers.get(finger.getKey());
            if (enrolled != null) {
                double score =
                        SOURCE_AFIS.compare(finger.getValue(), Objects.requireNonNull(enrolled));
                scores.put(finger.getKey(), score);
                sum += score;
            }
        }
        return new Candidate(person, sum, scores);
    }

    private static Map<FingerPosition, SourceAfis.Prepared> prepared(Prints prints) {
        EnumMap<FingerPosition, SourceAfis.Prepared> prepared = new EnumMap<>(FingerPosition.class);
        for (Map.Entry<FingerPosition, Template> finger : prints.fingers().entrySet()) {
            prepared.put(finger.getKey(), SOURCE_AFIS.prepare(finger.getValue()));
        }
        return prepared;
    }
}
