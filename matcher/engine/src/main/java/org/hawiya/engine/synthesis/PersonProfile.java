package org.hawiya.engine.synthesis;

/** Whose hands they are. */
public enum PersonProfile {
    /** A grown person, half of them women with a slightly finer pattern. */
    ADULT,
    /** Ridges worn flat in places, many cuts, dry skin. */
    MANUAL_WORKER,
    /** Five to ten years old: small fingers, narrow ridges. */
    CHILD,
    /** One to three fingers missing, one more deeply scarred. */
    INJURED
}
