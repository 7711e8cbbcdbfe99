package org.hawiya.engine.synthesis;

import static org.hawiya.engine.synthesis.SynthesisParameter.*;

/**
 * How a finger is put down once: where, at which angle, how much of it, how its skin is pulled and
 * how dry it is. The same for a picture and for a template drawn without one. Pixels at 500 dpi.
 *
 * @param shiftX from the sensor's middle to the contact's
 * @param footX from the master's middle to the skin that lies in the contact's middle
 * @param dryness -1 wet to 1 dry
 */
record Press(
        double angleRadians,
        double shiftX,
        double shiftY,
        double footX,
        double footY,
        double halfBreadth,
        double upper,
        double lower,
        double dryness,
        SkinDistortion skin) {
    static Press draw(FingerPlan plan, HandTraits hand, Preset preset, SeedStream random) {
        double mishap = random.chance(preset.value(MISHAPS)) ? random.between(1.5, 2.7) : 1;
        double contact =
                preset.value(CONTACT)
                        * (random.normal(1, preset.value(CONTACT_VARIATION)) - 0.1 * (mishap - 1));
        double half = plan.breadth() / 2 * contact;
        // A rolled print widens nearly only sideways: the tip's curve is a plain print's.
        double tall = plan.breadth() / 2 * Math.min(contact, 1.25);
        double upper = Math.min(tall * random.normal(1.45, 0.12), plan.centreY() - 10);
        double lower =
                Math.min(tall * random.normal(1.62, 0.2), plan.height() - plan.centreY() - 12);
        double shift = mishap * preset.value(SHIFT_PIXELS);
        double turn = Math.min(mishap, 2) * preset.value(ROTATION_DEGREES);
        double moisture =
                preset.value(MOISTURE)
                        + hand.moisture() * 0.5
                        + random.normal(0, mishap * preset.value(MOISTURE_VARIATION));
        return new Press(
                StrictMath.toRadians(random.normal(0, turn)),
                random.normal(0, shift),
                random.normal(0, shift) + (upper - lower) / 2,
                random.normal(0, shift * 0.5),
                random.normal(0, shift * 0.75),
                Math.min(half, plan.width() / 2.0 - 8),
                upper,
                lower,
                -Math.clamp(moisture, -1, 1),
                SkinDistortion.draw(random, plan.breadth(), preset.value(DISTORTION)));
    }

    /** The same press of a finger that lies turned, as the outer fingers of a hand do. */
    Press turned(double radians) {
        return new Press(
                angleRadians + radians,
                shiftX,
                shiftY,
                footX,
                footY,
                halfBreadth,
                upper,
                lower,
                dryness,
                skin);
    }

    /**
     * 1 in the contact's middle, 0 on its border, for a place in the finger's own frame around the
     * middle: an upper and a lower half of a squarish ellipse.
     */
    double inside(double x, double y) {
        double u = Math.abs(x / halfBreadth);
        double v = Math.abs(y / (y < 0 ? upper : lower));
        double squared = u * u + v * v;
        double square = y < 0 ? squared : squared + 0.25 * (u * u * u * u * v * v - u * u * v * v);
        return 1 - Math.sqrt(square);
    }
}
