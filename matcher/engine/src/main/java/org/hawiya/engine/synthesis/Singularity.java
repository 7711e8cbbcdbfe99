package org.hawiya.engine.synthesis;

/** A singular point of the ridge flow, in pixels of the master at 500 dpi from its top left. */
public record Singularity(Kind kind, double x, double y) {
    /** Ridges turn around a core by half a turn; three flows meet in a delta. */
    public enum Kind {
        CORE,
        DELTA
    }
}
