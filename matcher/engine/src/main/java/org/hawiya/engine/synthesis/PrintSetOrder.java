package org.hawiya.engine.synthesis;

/**
 * What a set of prints shall hold. The same order gives the same files, byte for byte in PNG and
 * BMP as long as the encoder is the same, pixel for pixel always.
 *
 * @param people 1 to {@value #MAX_PEOPLE}
 * @param impressions of each finger, 1 to {@value #MAX_IMPRESSIONS}
 * @param slaps also four-finger slaps and thumb pairs, in a folder of their own
 */
public record PrintSetOrder(
        int people,
        int impressions,
        Preset preset,
        PersonProfile profile,
        long seed,
        PrintFormat format,
        boolean slaps) {
    public static final int MAX_PEOPLE = 1_000_000;
    public static final int MAX_IMPRESSIONS = 1_000;

    public PrintSetOrder {
        if (people < 1 || people > MAX_PEOPLE) {
            throw new IllegalArgumentException(
                    "people must lie between 1 and " + MAX_PEOPLE + ", not " + people);
        }
        if (impressions < 1 || impressions > MAX_IMPRESSIONS) {
            throw new IllegalArgumentException(
                    "impressions must lie between 1 and "
                            + MAX_IMPRESSIONS
                            + ", not "
                            + impressions);
        }
    }

    /** The person of a number from 1. */
    public SyntheticPerson person(int number) {
        long personSeed = new SeedStream(seed).child("person").child(number).nextLong();
        return new PersonSynthesizer().person(personSeed, profile);
    }
}
