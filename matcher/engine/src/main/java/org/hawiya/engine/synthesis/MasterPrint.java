package org.hawiya.engine.synthesis;

import java.util.List;
import org.hawiya.engine.FingerPosition;

/**
 * A finger's whole ridge pattern at 500 dpi, nail to nail, without the accidents of a capture.
 * Immutable, about 0.9 MB; takes about 0.2 s to make.
 */
public final class MasterPrint {
    private final FingerPlan plan;
    private final HandTraits hand;
    private final OrientationField orientation;
    private final byte[] ridges;
    private final byte[] pores;
    private final byte[] creases;

    private MasterPrint(
            FingerPlan plan,
            HandTraits hand,
            OrientationField orientation,
            byte[] ridges,
            byte[] pores,
            byte[] creases) {
        this.plan = plan;
        this.hand = hand;
        this.orientation = orientation;
        this.ridges = ridges;
        this.pores = pores;
        this.creases = creases;
    }

    static MasterPrint grow(FingerPlan plan, HandTraits hand) {
        SeedStream random = new SeedStream(plan.seed());
        OrientationField orientation = OrientationField.of(plan, random.child("orientation"));
        float[] periods = RidgePeriods.of(plan, orientation, random.child("period"));
        boolean[] inside = inside(plan);
        float[] grown =
                RidgeGrowth.grow(
                        plan.width(),
                        plan.height(),
                        orientation,
                        periods,
                        inside,
                        random.child("growth"));
        SkinDetail.wear(plan, grown, hand.wear(), random.child("wear"));
        byte[] ridges = new byte[grown.length];
        for (int i = 0; i < ridges.length; i++) {
            ridges[i] = (byte) Math.round(grown[i] * 127);
        }
        byte[] pores = SkinDetail.pores(plan, ridges, random.child("pores"));
        byte[] creases = SkinDetail.creases(plan, random.child("creases"));
        return new MasterPrint(plan, hand, orientation, ridges, pores, creases);
    }

    /** The skin that can touch a surface when a finger is rolled from nail to nail. */
    private static boolean[] inside(FingerPlan plan) {
        boolean[] inside = new boolean[plan.width() * plan.height()];
        double halfBreadth = plan.width() / 2.0 - 4;
        double top = plan.centreY() - 4;
        for (int y = 0; y < plan.height(); y++) {
            double v = Math.min(0, y - plan.centreY()) / top;
            for (int x = 0; x < plan.width(); x++) {
                double u = (x - plan.centreX()) / halfBreadth;
                inside[y * plan.width() + x] = u * u + v * v < 1;
            }
        }
        return inside;
    }

    public FingerPosition position() {
        return plan.position();
    }

    public PatternClass pattern() {
        return plan.pattern();
    }

    public int width() {
        return plan.width();
    }

    public int height() {
        return plan.height();
    }

    /** Cores first, then deltas; none in an arch. */
    public List<Singularity> singularities() {
        return plan.singularities();
    }

    /** Mean distance from ridge to ridge in pixels. */
    public double ridgePeriod() {
        return plan.ridgePeriod();
    }

    FingerPlan plan() {
        return plan;
    }

    HandTraits hand() {
        return hand;
    }

    OrientationField orientation() {
        return orientation;
    }

    /**
     * -127 in the middle of a valley to 127 on the crest of a ridge, row by row. Not to be changed.
     */
    byte[] ridges() {
        return ridges;
    }

    /** 0 to 127, how open a sweat pore is at a pixel. Not to be changed. */
    byte[] pores() {
        return pores;
    }

    /** 0 to 127, how deep a permanent white line is at a pixel. Not to be changed. */
    byte[] creases() {
        return creases;
    }
}
