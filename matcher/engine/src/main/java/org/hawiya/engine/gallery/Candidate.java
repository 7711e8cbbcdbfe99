package org.hawiya.engine.gallery;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.hawiya.engine.FingerPosition;

/**
 * A person who resembles the probe.
 *
 * @param score the sum of the fingers' scores
 * @param fingers SourceAFIS's score of every finger that both sides have
 */
public record Candidate(PersonKey person, double score, Map<FingerPosition, Double> fingers) {
    public Candidate {
        EnumMap<FingerPosition, Double> copy = new EnumMap<>(FingerPosition.class);
        copy.putAll(fingers);
        fingers = Collections.unmodifiableMap(copy);
    }
}
