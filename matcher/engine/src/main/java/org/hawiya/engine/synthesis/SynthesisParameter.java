package org.hawiya.engine.synthesis;

/** What can be set about a capture: the one table of its parameters, their units and bounds. */
public enum SynthesisParameter {
    /** Standard deviation of the finger's turn on the sensor. */
    ROTATION_DEGREES(0, 90),
    /** Standard deviation of the finger's place on the sensor, pixels at 500 dpi. */
    SHIFT_PIXELS(0, 150),
    /** Part of the impressions that are mishaps: badly placed, partial, much too dry or too wet. */
    MISHAPS(0, 1),
    /** Skin pulled by the press: 0 none, 1 usual, 3 violent. */
    DISTORTION(0, 4),
    /** How much of the finger touches: 1 is a plain print, about 1.75 is nail to nail. */
    CONTACT(0.3, 2),
    /** Deviation of the contact's size, as a part of it. */
    CONTACT_VARIATION(0, 0.5),
    /** Mean moisture: -1 dry, thin broken ridges; 1 wet, ridges run together. */
    MOISTURE(-1, 1),
    /** Deviation of moisture from one impression to the next. */
    MOISTURE_VARIATION(0, 1),
    /** How unevenly moisture and pressure lie within one impression. */
    PATCHINESS(0, 2),
    /** How ragged a ridge's edges are. */
    GRAIN(0, 2),
    /** How well sweat pores show. */
    PORES(0, 2),
    /** How well permanent creases show. */
    CREASES(0, 2),
    /** Mean number of fresh scratches. */
    SCRATCHES(0, 40),
    /** Gray of the bare sensor, 0 black to 255 white. */
    BACKGROUND_GRAY(0, 255),
    /** Gray of a well inked ridge. */
    RIDGE_GRAY(0, 255),
    /** Deviation of the sensor's own noise in gray levels. */
    SENSOR_NOISE(0, 60),
    /** Deviation of column-wise gain errors in gray levels, as capacitive sensors have them. */
    STRIPES(0, 40),
    /** Specks and residue of earlier prints on the bare sensor. */
    RESIDUE(0, 2);

    private final double least;
    private final double most;

    SynthesisParameter(double least, double most) {
        this.least = least;
        this.most = most;
    }

    public double least() {
        return least;
    }

    public double most() {
        return most;
    }

    double checked(double value) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name() + " must lie between " + least + " and " + most + ", not " + value);
        }
        return value;
    }
}
