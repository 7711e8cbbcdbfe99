package org.hawiya.engine.synthesis;

import static org.hawiya.engine.synthesis.SynthesisParameter.GRAIN;

import java.util.ArrayList;
import java.util.List;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.template.Minutia;
import org.hawiya.engine.template.MinutiaType;
import org.hawiya.engine.template.Template;

/**
 * Templates drawn without a picture, for galleries of millions: the minutiae of a finger in the
 * orientation field that its pictures have too, seen through the same presses. They are not the
 * minutiae of its pictures. The same person, finger and number give the same template. Thread-safe;
 * about 40 microseconds a template.
 */
public final class DirectTemplates {
    private static final double FULL_TURN = 2 * StrictMath.PI;

    /** Minutiae that lie nearer to the contact's border than this are not seen. */
    private static final double BORDER = 0.05;

    private static final double JITTER_PIXELS = 1.1;

    private static final double JITTER_RADIANS = 0.02;

    private final Preset preset;
    private final double lossBase;

    public DirectTemplates(Preset preset) {
        this.preset = preset;
        this.lossBase = 0.07 + 0.06 * preset.value(GRAIN);
    }

    /**
     * One impression of a finger.
     *
     * @throws IllegalArgumentException when the person has no such finger
     */
    public Template template(SyntheticPerson person, FingerPosition position, int impression) {
        FingerPlan plan = person.plan(position);
        MinutiaPattern pattern = MinutiaPattern.draw(plan);
        SeedStream random =
                new SeedStream(plan.seed()).child("direct").child(impression).child(preset.name());
        Press press = Press.draw(plan, person.hand(), preset, random);
        double scale = 500.0 / preset.dpi();
        Sensor sensor =
                new Sensor(
                        press,
                        (int) (preset.width() * scale),
                        (int) (preset.height() * scale),
                        StrictMath.cos(press.angleRadians()),
                        StrictMath.sin(press.angleRadians()));
        List<Minutia> seen = new ArrayList<>(64);
        double bad = Math.abs(press.dryness());
        double loss = lossBase + 0.35 * bad * bad;
        for (int i = 0; i < pattern.size; i++) {
            double x = pattern.x[i] - plan.centreX() - press.footX();
            double y = pattern.y[i] - plan.centreY() - press.footY();
            boolean lost = random.chance(loss);
            if (press.inside(x, y) > BORDER && !lost) {
                sensor.see(seen, pattern, i, x, y, random);
            }
        }
        addSpurious(seen, plan, pattern, sensor, random, 0.05 + 0.2 * bad);
        return new Template(sensor.width, sensor.height, seen);
    }

    /** Breaks and noise that an extractor takes for minutiae; they too lie along the ridges. */
    private static void addSpurious(
            List<Minutia> seen,
            FingerPlan plan,
            MinutiaPattern pattern,
            Sensor sensor,
            SeedStream random,
            double part) {
        int count = (int) (seen.size() * part * 2 * random.uniform() + 0.5);
        Press press = sensor.press;
        for (int i = 0; i < count; i++) {
            double x = press.halfBreadth() * random.between(-1, 1);
            double y = random.between(-press.upper(), press.lower());
            if (press.inside(x, y) <= BORDER) {
                continue;
            }
            double direction =
                    pattern.directionAt(
                            (float) (plan.centreX() + press.footX() + x),
                            (float) (plan.centreY() + press.footY() + y),
                            random.uniform());
            sensor.add(seen, x, y, direction, random.chance(0.5), random);
        }
    }

    /** The window through which a press is seen. */
    private record Sensor(Press press, int width, int height, double cosine, double sine) {
        void see(
                List<Minutia> seen,
                MinutiaPattern pattern,
                int i,
                double x,
                double y,
                SeedStream random) {
            boolean bifurcation = pattern.bifurcation[i] != random.chance(0.08);
            add(seen, x, y, pattern.direction(i), bifurcation, random);
        }

        /** From the finger's frame to the sensor's pixels, with the extractor's own jitter. */
        void add(
                List<Minutia> seen,
                double x,
                double y,
                double direction,
                boolean bifurcation,
                SeedStream random) {
            double grip = press.skin().grip(x, y);
            double fx = x - press.skin().moveX(x, y, grip);
            double fy = y - press.skin().moveY(x, y, grip);
            double px =
                    width / 2.0
                            + press.shiftX()
                            + cosine * fx
                            - sine * fy
                            + JITTER_PIXELS * random.pixelNoise();
            double py =
                    height / 2.0
                            + press.shiftY()
                            + sine * fx
                            + cosine * fy
                            + JITTER_PIXELS * random.pixelNoise();
            if (px < 3 || py < 3 || px >= width - 3 || py >= height - 3) {
                return;
            }
            double turned = direction + press.angleRadians() + JITTER_RADIANS * random.pixelNoise();
            seen.add(
                    new Minutia(
                            (int) px,
                            (int) py,
                            (float) withinTurn(turned),
                            bifurcation ? MinutiaType.BIFURCATION : MinutiaType.ENDING));
        }

        private static double withinTurn(double angle) {
            double turns = Math.floor(angle / FULL_TURN);
            return Math.clamp(angle - turns * FULL_TURN, 0, FULL_TURN - 1e-6);
        }
    }
}
