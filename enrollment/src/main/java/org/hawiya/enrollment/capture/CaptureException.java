package org.hawiya.enrollment.capture;

import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.operators.OperatorName;
import org.jspecify.annotations.Nullable;

/**
 * A finger that could not be taken.
 *
 * @param approvedBy a second person, or nobody yet
 */
public record CaptureException(
        FingerPosition position,
        ExceptionReason reason,
        OperatorName recordedBy,
        @Nullable OperatorName approvedBy) {}
