package org.hawiya.engine.synthesis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.GrayImage;

/**
 * A person who does not exist, with the fingers that their seed gives them. Thread-safe. A finger's
 * master is grown when first asked for (about 0.2 s) and kept, about 0.9 MB each, as long as the
 * person is.
 */
public final class SyntheticPerson {
    private final long seed;
    private final PersonProfile profile;
    private final HandTraits hand;
    private final Map<FingerPosition, FingerPlan> plans;
    private final Map<FingerPosition, MasterPrint> masters = new ConcurrentHashMap<>();

    SyntheticPerson(
            long seed,
            PersonProfile profile,
            HandTraits hand,
            Map<FingerPosition, FingerPlan> plans) {
        this.seed = seed;
        this.profile = profile;
        this.hand = hand;
        this.plans = new EnumMap<>(plans);
    }

    public long seed() {
        return seed;
    }

    public PersonProfile profile() {
        return profile;
    }

    /** The fingers this person has. */
    public Set<FingerPosition> fingers() {
        return Set.copyOf(plans.keySet());
    }

    public PatternClass pattern(FingerPosition position) {
        return plan(position).pattern();
    }

    /**
     * The finger's whole ridge pattern.
     *
     * @throws IllegalArgumentException when the person has no such finger
     */
    public MasterPrint master(FingerPosition position) {
        FingerPlan plan = plan(position);
        return masters.computeIfAbsent(position, p -> MasterPrint.grow(plan, hand));
    }

    /**
     * One capture of a finger. The same person, finger, number and preset give the same pixels on
     * every machine. About 15 ms once the master is grown.
     *
     * @param impression any number; another number is another capture
     * @throws IllegalArgumentException when the person has no such finger
     */
    public GrayImage impression(FingerPosition position, int impression, Preset preset) {
        MasterPrint master = master(position);
        SeedStream random =
                new SeedStream(master.plan().seed()).child("impression").child(impression);
        return new GrayImage(
                preset.width(),
                preset.height(),
                preset.dpi(),
                ImpressionPainter.paint(master, preset, random.child(preset.name())));
    }

    HandTraits hand() {
        return hand;
    }

    FingerPlan plan(FingerPosition position) {
        FingerPlan plan = plans.get(position);
        if (plan == null) {
            throw new IllegalArgumentException("person %d has no %s".formatted(seed, position));
        }
        return plan;
    }
}
