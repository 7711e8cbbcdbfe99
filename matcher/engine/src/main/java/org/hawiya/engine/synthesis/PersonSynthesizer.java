package org.hawiya.engine.synthesis;

import java.util.EnumMap;
import java.util.Map;
import org.hawiya.engine.FingerPosition;

/**
 * Makes people by number: the same seed gives the same person on every machine. Thread-safe,
 * stateless; a person costs microseconds, their masters are grown when first used.
 */
public final class PersonSynthesizer {
    /** Parts of the variance of pattern intensity that a person and a pair of fingers share. */
    private static final double PERSON_PART = 0.35;

    private static final double PAIR_PART = 0.35;

    /** A grown person with ten whole fingers. */
    public SyntheticPerson person(long seed) {
        return person(seed, PersonProfile.ADULT);
    }

    public SyntheticPerson person(long seed, PersonProfile profile) {
        SeedStream random = new SeedStream(seed);
        HandTraits hand = HandTraits.draw(profile, random.child("hand"));
        double person = random.child("intensity").gaussian();
        Map<FingerPosition, FingerPlan> plans = new EnumMap<>(FingerPosition.class);
        for (FingerPosition position : FingerPosition.values()) {
            SeedStream pair = random.child("pair").child(PatternFrequencies.digit(position));
            SeedStream own = random.child("finger").child(position.code());
            double intensity =
                    Math.sqrt(PERSON_PART) * person
                            + Math.sqrt(PAIR_PART) * pair.gaussian()
                            + Math.sqrt(1 - PERSON_PART - PAIR_PART) * own.gaussian();
            PatternClass pattern = PatternFrequencies.atRank(position, normalRank(intensity));
            plans.put(position, FingerPlan.draw(position, pattern, hand, own, pair));
        }
        if (profile == PersonProfile.INJURED) {
            injure(plans, random.child("injury"));
        }
        return new SyntheticPerson(seed, profile, hand, plans);
    }

    private static void injure(Map<FingerPosition, FingerPlan> plans, SeedStream random) {
        FingerPosition[] all = FingerPosition.values();
        int missing = 1 + random.below(3);
        while (plans.size() > all.length - missing) {
            plans.remove(all[random.below(all.length)]);
        }
        FingerPosition[] left = plans.keySet().toArray(FingerPosition[]::new);
        plans.computeIfPresent(
                left[random.below(left.length)],
                (position, plan) -> plan.scarred(1 + random.below(2)));
    }

    /** The normal distribution function, by Abramowitz and Stegun 26.2.17 (error below 1e-7). */
    private static double normalRank(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail =
                StrictMath.exp(-z * z / 2)
                        / Math.sqrt(2 * StrictMath.PI)
                        * t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        return z > 0 ? 1 - tail : tail;
    }
}
