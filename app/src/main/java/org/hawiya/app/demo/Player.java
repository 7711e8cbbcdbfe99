package org.hawiya.app.demo;

import org.hawiya.engine.FingerPosition;

import java.util.Optional;
import java.util.SortedSet;

/** One person of the story: fingers that can be captured again and again. */
interface Player {
    /** What the input calls this person. */
    String label();

    /** The fingers with at least one impression. */
    SortedSet<FingerPosition> fingers();

    /**
     * The image file of one capture.
     *
     * @param impression from 1
     * @return empty when the input has no such capture
     */
    Optional<PrintImage> impression(FingerPosition finger, int impression);
}
