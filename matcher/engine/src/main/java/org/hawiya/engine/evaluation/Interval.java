package org.hawiya.engine.evaluation;

/** The middle 95 % of a figure's bootstrap distribution. */
public record Interval(double low, double high) {}
