package org.hawiya.engine.synthesis;

/**
 * The plastic distortion of Cappelli, Maio and Maltoni (2001): the middle of the contact sticks to
 * the surface, the skin outside it is dragged and turned with the finger, and between the two it
 * stretches without a fold. Pixels at 500 dpi around the contact's middle, y downwards. Immutable.
 */
record SkinDistortion(
        double halfBreadth,
        double halfHeight,
        double transition,
        double dragX,
        double dragY,
        double turnCosine,
        double turnSine) {
    static SkinDistortion draw(SeedStream random, double breadth, double strength) {
        double turn = strength * StrictMath.toRadians(random.normal(0, 4.5));
        return new SkinDistortion(
                breadth * random.between(0.12, 0.24),
                breadth * random.between(0.14, 0.3),
                random.between(1.2, 2.4),
                strength * random.normal(0, 8),
                strength * random.normal(0, 9),
                StrictMath.cos(turn),
                StrictMath.sin(turn));
    }

    /** 0 where the skin sticks, 1 where it goes with the finger. */
    double grip(double x, double y) {
        double u = x / halfBreadth;
        double v = y / halfHeight;
        double beyond = Math.sqrt(u * u + v * v) - 1;
        if (beyond <= 0) {
            return 0;
        }
        return beyond >= transition
                ? 1
                : (1 - StrictMath.cos(StrictMath.PI * beyond / transition)) / 2;
    }

    /** How far the skin at (x, y) is moved along x. */
    double moveX(double x, double y, double grip) {
        return grip * (turnCosine * x - turnSine * y + dragX - x);
    }

    /** How far the skin at (x, y) is moved along y. */
    double moveY(double x, double y, double grip) {
        return grip * (turnSine * x + turnCosine * y + dragY - y);
    }
}
