package org.hawiya.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hawiya.engine.template.Minutia;
import org.hawiya.engine.template.MinutiaType;
import org.hawiya.engine.template.Template;

/**
 * Templates without an image behind them: minutiae scattered evenly, and second impressions of
 * them.
 */
public final class RandomTemplates {
    private RandomTemplates() {}

    public static Template template(Random random, int minutiae) {
        List<Minutia> list = new ArrayList<>();
        for (int i = 0; i < minutiae; i++) {
            list.add(
                    new Minutia(
                            20 + random.nextInt(340),
                            20 + random.nextInt(440),
                            direction(random.nextDouble() * 2 * Math.PI),
                            random.nextInt(3) == 0 ? MinutiaType.BIFURCATION : MinutiaType.ENDING));
        }
        return new Template(380, 480, list);
    }

    /**
     * The same finger again: turned, moved, some minutiae lost and every one a little displaced.
     */
    public static Template again(Template first, Random random) {
        double turn = random.nextGaussian() * 0.1;
        double dx = random.nextGaussian() * 15;
        double dy = random.nextGaussian() * 15;
        List<Minutia> list = new ArrayList<>();
        for (Minutia m : first.minutiae()) {
            if (random.nextInt(6) == 0) {
                continue;
            }
            double x = Math.cos(turn) * (m.x() - 190) - Math.sin(turn) * (m.y() - 240) + 190 + dx;
            double y = Math.sin(turn) * (m.x() - 190) + Math.cos(turn) * (m.y() - 240) + 240 + dy;
            list.add(
                    new Minutia(
                            Math.clamp(Math.round(x + random.nextGaussian() * 2), 0, 379),
                            Math.clamp(Math.round(y + random.nextGaussian() * 2), 0, 479),
                            direction(m.direction() + turn + random.nextGaussian() * 0.06),
                            m.type()));
        }
        return new Template(380, 480, list);
    }

    public static float direction(double radians) {
        double turn = 2 * Math.PI;
        return (float)
                Math.min(radians - Math.floor(radians / turn) * turn, Math.nextDown((float) turn));
    }
}
