package org.hawiya.enrollment.adjudication;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.application.ApplicationNumber;

/**
 * An earlier application that an application's prints resemble.
 *
 * @param score the fingers' scores together
 */
public record Resemblance(
        ApplicationNumber number, double score, Map<FingerPosition, Double> fingers) {

    public Resemblance {
        EnumMap<FingerPosition, Double> copy = new EnumMap<>(FingerPosition.class);
        copy.putAll(fingers);
        fingers = Collections.unmodifiableMap(copy);
    }
}
