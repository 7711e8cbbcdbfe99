package org.hawiya.engine.descriptor;

import org.hawiya.engine.template.Minutia;
import org.hawiya.engine.template.MinutiaType;
import org.hawiya.engine.template.Template;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Codes of prints that belong to nobody, always the same ones, for a probe that has no gallery to
 * learn floors from: minutiae strewn over a flow of ridges that turns around one centre. A
 * gallery's own people are better strangers.
 */
public final class TypicalStrangers {
    private static final int COUNT = 400;
    private static final int WIDTH = 380;
    private static final int HEIGHT = 450;
    private static final double DIRECTION_NOISE = 0.2;
    private static final double TURN = 2 * Math.PI;
    private static final List<PrintCode> CODES = make(new Random(1));

    private TypicalStrangers() {}

    public static List<PrintCode> codes() {
        return CODES;
    }

    private static List<PrintCode> make(Random random) {
        List<PrintCode> codes = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            codes.add(LocalStructures.describe(template(random)));
        }
        return List.copyOf(codes);
    }

    private static Template template(Random random) {
        int count = 25 + random.nextInt(25);
        double centreX = 150 + random.nextInt(80);
        double centreY = 180 + random.nextInt(120);
        double bend = 0.5 + random.nextDouble();
        List<Minutia> minutiae = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int x = 20 + random.nextInt(WIDTH - 40);
            int y = 20 + random.nextInt(HEIGHT - 40);
            // A ridge's orientation turns half as fast as the angle around the core; a minutia
            // points either way.
            double along =
                    Math.atan2((y - centreY) * bend, x - centreX) / 2
                            + (random.nextBoolean() ? Math.PI : 0)
                            + random.nextGaussian() * DIRECTION_NOISE;
            double direction = along - Math.floor(along / TURN) * TURN;
            minutiae.add(
                    new Minutia(
                            x,
                            y,
                            (float) Math.min(direction, Math.nextDown((float) TURN)),
                            MinutiaType.ENDING));
        }
        return new Template(WIDTH, HEIGHT, minutiae);
    }
}
