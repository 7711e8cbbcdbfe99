package org.hawiya.engine.synthesis;

/**
 * The distance from ridge to ridge at each pixel of a master. Ridges lie wider above the uppermost
 * core and below the lowest delta than between them, and vary slowly everywhere.
 */
final class RidgePeriods {
    private RidgePeriods() {}

    static float[] of(FingerPlan plan, OrientationField orientation, SeedStream random) {
        float[] spacing = FlowSpacing.of(orientation);
        NoiseField slow = new NoiseField(random, plan.width(), plan.height(), 70);
        double scale = plan.breadth() / 272;
        double core = plan.centreY();
        double delta = plan.centreY() + 120 * scale;
        for (Singularity point : plan.singularities()) {
            if (point.kind() == Singularity.Kind.CORE) {
                core = Math.min(core, point.y());
            } else {
                delta = Math.max(delta, point.y());
            }
        }
        float[] periods = new float[plan.width() * plan.height()];
        for (int y = 0; y < plan.height(); y++) {
            double above = Math.clamp((core - 30 * scale - y) / (110 * scale), 0, 1);
            double below = Math.clamp((y - delta) / (90 * scale), 0, 1);
            double region = 0.97 + 0.07 * above + 0.13 * below;
            for (int x = 0; x < plan.width(); x++) {
                double wander = 1 + 0.055 * slow.at(x, y);
                periods[y * plan.width() + x] =
                        (float) (plan.ridgePeriod() * region * wander)
                                * orientation.between(spacing, x, y);
            }
        }
        return periods;
    }
}
