package org.hawiya.enrollment.capture;

import org.hawiya.engine.FingerPosition;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a print without opening it.
 *
 * @param quality 0 to 100
 * @param sameFingerAs another position of this application that shows the same finger, when one
 *     does
 */
public record CapturedPrint(
        FingerPosition position,
        int dpi,
        int quality,
        int minutiae,
        @Nullable FingerPosition sameFingerAs) {}
