package org.hawiya.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hawiya.engine.image.GrayImage;

/**
 * Ridges for tests: a plane wave whose phase turns once around every given point, so that a ridge
 * begins or ends there (the amplitude-and-phase model of Larkin and Fletcher, 2007). Minutiae lie
 * where they are put.
 */
public record RidgePattern(int side, double tilt, List<Singularity> singularities) {
    private static final double RIDGE_PERIOD_PIXELS = 9;

    /** A phase singularity; {@code sign} says on which side the extra ridge lies. */
    public record Singularity(double x, double y, int sign) {}

    /** A finger of its own for each seed. */
    public static RidgePattern finger(long seed) {
        Random random = new Random(seed);
        int side = 320;
        List<Singularity> singularities = new ArrayList<>();
        while (singularities.size() < 30) {
            double x = 50 + random.nextInt(side - 100);
            double y = 50 + random.nextInt(side - 100);
            if (singularities.stream().allMatch(s -> Math.hypot(s.x - x, s.y - y) > 28)) {
                singularities.add(new Singularity(x, y, random.nextBoolean() ? 1 : -1));
            }
            if (random.nextInt(400) == 0) {
                break;
            }
        }
        return new RidgePattern(side, random.nextDouble() * 0.6 - 0.3, singularities);
    }

    /** The finger laid down a little elsewhere, with noise of its own. */
    public GrayImage impression(int number) {
        Random random = new Random(number);
        double shiftX = number == 1 ? 0 : random.nextGaussian() * 6;
        double shiftY = number == 1 ? 0 : random.nextGaussian() * 6;
        double turn = number == 1 ? 0 : random.nextGaussian() * 0.08;
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        byte[] pixels = new byte[side * side];
        double half = side / 2.0;
        for (int py = 0; py < side; py++) {
            for (int px = 0; px < side; px++) {
                double x = cos * (px - half) - sin * (py - half) + half + shiftX;
                double y = sin * (px - half) + cos * (py - half) + half + shiftY;
                double value = 127 + 110 * Math.cos(phase(x, y)) + random.nextGaussian() * 12;
                boolean outside = Math.hypot(px - half, py - half) > half - 12;
                pixels[py * side + px] =
                        (byte) (outside ? 255 : Math.clamp(Math.round(value), 0, 255));
            }
        }
        return new GrayImage(side, side, 500, pixels);
    }

    private double phase(double x, double y) {
        double phase =
                2 * Math.PI / RIDGE_PERIOD_PIXELS * (Math.cos(tilt) * y + Math.sin(tilt) * x);
        for (Singularity s : singularities) {
            phase += s.sign * Math.atan2(y - s.y, x - s.x);
        }
        return phase;
    }
}
