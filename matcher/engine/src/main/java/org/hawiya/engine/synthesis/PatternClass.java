package org.hawiya.engine.synthesis;

/**
 * The five classes of ridge flow, named as seen on paper: a left loop's ridges enter and leave on
 * the left of the picture, its delta lies on the right.
 */
public enum PatternClass {
    ARCH,
    TENTED_ARCH,
    LEFT_LOOP,
    RIGHT_LOOP,
    WHORL
}
