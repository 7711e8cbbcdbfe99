package org.hawiya.engine.synthesis;

import java.util.ArrayList;
import java.util.List;
import org.hawiya.engine.image.GrayImage;

/**
 * Measures the distance from ridge to ridge on a picture: in each block, brightness is averaged
 * along the ridges and the first peak of its autocorrelation across them is taken (after Hong, Wan
 * and Jain, 1998). About 5 ms a print.
 */
final class RidgePeriodMeter {
    private static final int BLOCK = 32;
    private static final int ACROSS = 48;
    private static final int ALONG = 7;
    private static final double CLEAR_PEAK = 0.35;
    private static final double LEAST_CONTRAST = 18;
    private static final double LEAST_COHERENCE = 0.45;

    private RidgePeriodMeter() {}

    /** The period of every clear block, in pixels at 500 dpi. */
    static List<Double> measure(GrayImage image) {
        List<Double> periods = new ArrayList<>();
        for (int y = BLOCK; y < image.height() - BLOCK; y += BLOCK) {
            for (int x = BLOCK; x < image.width() - BLOCK; x += BLOCK) {
                double period = period(image, x, y);
                if (period > 0) {
                    periods.add(period * 500 / image.dpi());
                }
            }
        }
        return periods;
    }

    private static double period(GrayImage image, int centreX, int centreY) {
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int y = centreY - BLOCK / 2; y < centreY + BLOCK / 2; y++) {
            for (int x = centreX - BLOCK / 2; x < centreX + BLOCK / 2; x++) {
                double dx = image.at(x + 1, y) - image.at(x - 1, y);
                double dy = image.at(x, y + 1) - image.at(x, y - 1);
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
        }
        double coherence = Math.hypot(xx - yy, 2 * xy) / (xx + yy + 1);
        if (coherence < LEAST_COHERENCE) {
            return 0;
        }
        double normal = Math.atan2(2 * xy, xx - yy) / 2;
        return firstPeak(profile(image, centreX, centreY, Math.cos(normal), Math.sin(normal)));
    }

    private static double[] profile(
            GrayImage image, int centreX, int centreY, double normalX, double normalY) {
        double[] profile = new double[ACROSS];
        double mean = 0;
        for (int i = 0; i < ACROSS; i++) {
            for (int j = -ALONG; j <= ALONG; j++) {
                double across = i - ACROSS / 2.0;
                int x = (int) Math.round(centreX + across * normalX - j * normalY);
                int y = (int) Math.round(centreY + across * normalY + j * normalX);
                profile[i] +=
                        image.at(
                                Math.clamp(x, 0, image.width() - 1),
                                Math.clamp(y, 0, image.height() - 1));
            }
            profile[i] /= 2 * ALONG + 1;
            mean += profile[i] / ACROSS;
        }
        for (int i = 0; i < ACROSS; i++) {
            profile[i] -= mean;
        }
        return profile;
    }

    private static double firstPeak(double[] profile) {
        double power = 0;
        for (double value : profile) {
            power += value * value;
        }
        if (power / ACROSS < LEAST_CONTRAST * LEAST_CONTRAST / 4) {
            return 0;
        }
        double[] correlation = new double[ACROSS / 2];
        for (int lag = 0; lag < correlation.length; lag++) {
            for (int i = 0; i + lag < ACROSS; i++) {
                correlation[lag] += profile[i] * profile[i + lag];
            }
            correlation[lag] *= ACROSS / (power * (ACROSS - lag));
        }
        for (int lag = 4; lag < correlation.length - 1; lag++) {
            double before = correlation[lag - 1];
            double here = correlation[lag];
            double after = correlation[lag + 1];
            if (here > CLEAR_PEAK && here >= before && here > after) {
                return lag + 0.5 * (before - after) / (before - 2 * here + after);
            }
        }
        return 0;
    }
}
