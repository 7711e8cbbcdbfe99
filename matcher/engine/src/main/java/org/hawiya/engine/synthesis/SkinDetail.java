package org.hawiya.engine.synthesis;

/** What lies on the ridges and stays for life: sweat pores and creases. */
final class SkinDetail {
    private static final byte CREST = 70;

    private SkinDetail() {}

    /** About one pore for each ridge period along every ridge, at uneven distances and widths. */
    static byte[] pores(FingerPlan plan, byte[] ridges, SeedStream random) {
        byte[] plane = new byte[ridges.length];
        double cell = plan.ridgePeriod() * 0.62;
        int columns = (int) Math.floor(plan.width() / cell);
        int rows = (int) Math.floor(plan.height() / cell);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = (column + random.uniform()) * cell;
                double y = (row + random.uniform()) * cell;
                double radius = random.between(0.7, 1.7);
                int strength = (int) random.between(40, 127);
                if (ridges[((int) y) * plan.width() + (int) x] > CREST) {
                    stamp(plane, plan.width(), plan.height(), x, y, radius, strength);
                }
            }
        }
        return plane;
    }

    /**
     * Takes the height from ridges that work has ground away, in patches; a grain or a dry press
     * then breaks them.
     *
     * @param wear 0 none to 1
     */
    static void wear(FingerPlan plan, float[] ridges, double wear, SeedStream random) {
        if (wear <= 0.1) {
            return;
        }
        NoiseField patches = new NoiseField(random, plan.width(), plan.height(), 30);
        for (int y = 0; y < plan.height(); y++) {
            for (int x = 0; x < plan.width(); x++) {
                double ground = wear * Math.clamp(0.45 + 0.55 * patches.at(x, y), 0, 1);
                ridges[y * plan.width() + x] *= (float) (1 - ground);
            }
        }
    }

    /**
     * White lines: a few long folds, mostly across the finger, and the joint's own fold at its
     * base.
     */
    static byte[] creases(FingerPlan plan, SeedStream random) {
        byte[] plane = new byte[plan.width() * plan.height()];
        for (int i = 0; i < plan.creaseCount(); i++) {
            double angle = random.chance(0.7) ? random.normal(0, 0.3) : random.between(-1.5, 1.5);
            double length = plan.breadth() * random.between(0.08, 0.5);
            double x = plan.centreX() + plan.breadth() * random.between(-0.6, 0.3);
            double y = plan.centreY() + plan.breadth() * random.normal(0.15, 0.35);
            fold(plane, plan, random, x, y, angle, length, random.between(0.7, 2.0));
        }
        for (int i = 0; i < plan.scarCount(); i++) {
            double x = plan.centreX() + plan.breadth() * random.between(-0.45, -0.2);
            double y = plan.centreY() + plan.breadth() * random.normal(0.05, 0.2);
            double angle = random.normal(0, 0.6);
            double length = plan.breadth() * random.between(0.5, 0.9);
            for (int strand = 0; strand < 2; strand++) {
                fold(plane, plan, random, x, y + 4.5 * strand, angle, length, 3.2);
            }
        }
        double joint = plan.centreY() + plan.breadth() * random.normal(0.83, 0.05);
        for (int i = 0; i < 3; i++) {
            double x = plan.breadth() * random.between(0.05, 0.2);
            double length = plan.width() * random.between(0.5, 0.9);
            fold(plane, plan, random, x, joint + i * 14, random.normal(0, 0.05), length, 2.2);
        }
        return plane;
    }

    private static void fold(
            byte[] plane,
            FingerPlan plan,
            SeedStream random,
            double startX,
            double startY,
            double startAngle,
            double length,
            double halfWidth) {
        double x = startX;
        double y = startY;
        double angle = startAngle;
        double bend = random.normal(0, 0.0018);
        double depth = random.between(60, 127);
        for (double way = 0; way < length; way += 0.8) {
            angle += bend + random.normal(0, 0.035);
            x += 0.8 * StrictMath.cos(angle);
            y += 0.8 * StrictMath.sin(angle);
            double taper = Math.min(1, Math.min(way, length - way) / 14);
            double radius = halfWidth * (0.35 + 0.65 * taper) * random.between(0.75, 1.25);
            stamp(
                    plane,
                    plan.width(),
                    plan.height(),
                    x,
                    y,
                    radius,
                    (int) (depth * (0.4 + 0.6 * taper)));
        }
    }

    /** A soft disc; the deeper of what is there and what comes stays. */
    static void stamp(
            byte[] plane, int width, int height, double x, double y, double radius, int strength) {
        int reach = ((int) radius) + 2;
        for (int j = ((int) y) - reach; j <= ((int) y) + reach; j++) {
            for (int i = ((int) x) - reach; i <= ((int) x) + reach; i++) {
                if (i < 0 || j < 0 || i >= width || j >= height) {
                    continue;
                }
                double distance = Math.sqrt((i - x) * (i - x) + (j - y) * (j - y));
                double cover = Math.clamp(radius + 0.5 - distance, 0, 1);
                int value = (int) (strength * cover);
                if (value > plane[j * width + i]) {
                    plane[j * width + i] = (byte) value;
                }
            }
        }
    }
}
