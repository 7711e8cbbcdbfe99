package org.hawiya.engine.gallery;

import java.util.List;

/** What a search found; candidates are ordered by falling score. */
public sealed interface SearchOutcome {
    /** Nobody resembles the probe. */
    record NoHit() implements SearchOutcome {}

    /** Somebody may be the same person: a human has to look. */
    record Examine(List<Candidate> candidates) implements SearchOutcome {
        public Examine {
            candidates = List.copyOf(candidates);
        }
    }

    /** The first candidate is the same person, as far as a score can say it. */
    record Hit(List<Candidate> candidates) implements SearchOutcome {
        public Hit {
            candidates = List.copyOf(candidates);
        }
    }
}
