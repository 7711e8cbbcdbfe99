package org.hawiya.engine.synthesis;

import static org.hawiya.engine.synthesis.SynthesisParameter.*;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.GrayImage;

/**
 * Lays a hand on a scanner of {@value #WIDTH} x {@value #HEIGHT} pixels: each finger is a press of
 * its own, spread and turned as fingers of one hand are. A missing finger leaves its place empty.
 */
public final class SlapComposer {
    public static final int WIDTH = 1600;
    public static final int HEIGHT = 1500;

    private static final int CELL_WIDTH = 520;
    private static final int CELL_HEIGHT = 760;

    /**
     * How much lower than the middle finger each fingertip lies, index to little, of the breadth.
     */
    private static final double[] DROP = {0.3, 0, 0.18, 0.85};

    private static final double[] FAN_DEGREES = {-7, -2, 3, 9};

    private SlapComposer() {}

    /**
     * One capture of a group of fingers; the same arguments give the same pixels. About 0.2 s once
     * the masters are grown.
     */
    public static GrayImage compose(
            SyntheticPerson person, Slap slap, int impression, Preset preset) {
        SeedStream random =
                new SeedStream(person.seed()).child("slap").child(slap.code()).child(impression);
        double tilt = random.normal(0, preset.value(ROTATION_DEGREES) * 0.7);
        double shiftX = random.normal(0, 30);
        double shiftY = random.normal(0, 40);
        Preset bare =
                preset.sized(CELL_WIDTH, CELL_HEIGHT)
                        .with(SHIFT_PIXELS, Math.min(8, preset.value(SHIFT_PIXELS)))
                        .with(ROTATION_DEGREES, Math.min(3, preset.value(ROTATION_DEGREES)));
        float[] ink = new float[WIDTH * HEIGHT];
        int count = slap.fingers().size();
        for (int i = 0; i < count; i++) {
            FingerPosition position = slap.fingers().get(i);
            if (!person.fingers().contains(position)) {
                continue;
            }
            boolean thumbs = slap == Slap.TWO_THUMBS;
            int digit = thumbs ? 1 : PatternFrequencies.digit(position) - 1;
            boolean mirrored = !PatternFrequencies.isRight(position);
            double fan = thumbs ? (i == 0 ? 9 : -9) : FAN_DEGREES[digit] * (mirrored ? -1 : 1);
            double across = (i - (count - 1) / 2.0) * (thumbs ? 430 : 352);
            double down = thumbs ? 0 : DROP[digit] * 272 * person.plan(position).breadth() / 272;
            double turn = StrictMath.toRadians(tilt);
            double x =
                    WIDTH / 2.0
                            + shiftX
                            + across * StrictMath.cos(turn)
                            - down * StrictMath.sin(turn);
            double y =
                    HEIGHT * 0.42
                            + shiftY
                            + across * StrictMath.sin(turn)
                            + down * StrictMath.cos(turn);
            double angle = StrictMath.toRadians(tilt + fan + random.normal(0, 1.5));
            float[] finger =
                    ImpressionPainter.ink(
                            person.master(position), bare, angle, random.child(position.code()));
            lay(finger, ink, (int) Math.round(x), (int) Math.round(y));
        }
        Preset scanner = preset.sized(WIDTH, HEIGHT);
        byte[] gray = SensorNoise.develop(ink, scanner, random.child("sensor"));
        return new GrayImage(WIDTH, HEIGHT, preset.dpi(), gray);
    }

    /** The darker of what lies there and what comes stays; what falls off the scanner is lost. */
    private static void lay(float[] finger, float[] ink, int centreX, int centreY) {
        for (int row = 0; row < CELL_HEIGHT; row++) {
            int y = centreY - CELL_HEIGHT / 2 + row;
            if (y < 0 || y >= HEIGHT) {
                continue;
            }
            for (int column = 0; column < CELL_WIDTH; column++) {
                int x = centreX - CELL_WIDTH / 2 + column;
                if (x >= 0 && x < WIDTH) {
                    int at = y * WIDTH + x;
                    ink[at] = Math.max(ink[at], finger[row * CELL_WIDTH + column]);
                }
            }
        }
    }
}
