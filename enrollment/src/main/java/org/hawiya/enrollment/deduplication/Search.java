package org.hawiya.enrollment.deduplication;

import java.util.List;
import org.hawiya.enrollment.adjudication.Resemblance;

/**
 * A search's result, and the proof of what it covered.
 *
 * @param compared with how many earlier applications the prints were compared
 */
record Search(Outcome outcome, long compared, List<Resemblance> candidates) {

    /** As in the database. */
    enum Outcome {
        NO_HIT,
        EXAMINE,
        HIT,
        /** An adult without a single print: only a human can say who it is. */
        NO_PRINTS,
        /** Below the age at which prints are taken. */
        CHILD
    }
}
