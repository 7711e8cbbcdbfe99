package org.hawiya.engine.gallery;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.template.Template;

/**
 * The templates of one person, one for each finger that could be taken; an empty template counts as
 * not taken.
 */
public record Prints(Map<FingerPosition, Template> fingers) {
    public Prints {
        EnumMap<FingerPosition, Template> taken = new EnumMap<>(FingerPosition.class);
        fingers.forEach((position, template) -> {
            if (!template.isEmpty()) {
                taken.put(position, template);
            }
        });
        fingers = Collections.unmodifiableMap(taken);
    }

    @Override
    public String toString() {
        return "Prints[" + fingers.keySet() + ", REDACTED]";
    }
}
