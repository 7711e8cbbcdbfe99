package org.hawiya.engine.synthesis;

/**
 * The figures of one set; the component names are the names in the JSON.
 *
 * @param ridgePeriod median over clear blocks, pixels at 500 dpi; 0 for templates without a picture
 * @param minutiaeSpacing median distance to the nearest minutia, pixels at 500 dpi
 * @param endings part of the minutiae that are endings
 */
public record SetFigures(
        String name,
        int prints,
        double minutiae,
        double ridgePeriod,
        double minutiaeSpacing,
        double endings,
        ScoreFigures sourceafis) {}
