package org.hawiya.engine.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns scores into an outcome with two thresholds, each set for a stated rate of searches that
 * find a stranger (FPIR) in a gallery of the present size.
 *
 * @param examineFpir false searches that may go to an examiner
 * @param hitFpir false searches that may be called hits
 * @param minGallery thresholds never get laxer than those of a gallery of this many people: the
 *     first people of a new gallery would otherwise be judged by a handful of comparisons
 */
public record Decision(double examineFpir, double hitFpir, int minGallery) {
    public static final Decision STANDARD = new Decision(1e-2, 1e-4, 10_000);
    private static final int MAX_CANDIDATES = 20;

    public Decision {
        if (!(hitFpir > 0 && hitFpir <= examineFpir && examineFpir < 1) || minGallery < 1) {
            throw new IllegalArgumentException(
                    "The rates must be 0 < hit <= examine < 1, the gallery at least 1.");
        }
    }

    /** The summed score above which an examiner looks, for people who share this many fingers. */
    public double examineThreshold(int fingers, int gallery) {
        return StrangerModel.threshold(fingers, examineFpir / Math.max(minGallery, gallery));
    }

    /** The summed score above which it is a hit. */
    public double hitThreshold(int fingers, int gallery) {
        return StrangerModel.threshold(fingers, hitFpir / Math.max(minGallery, gallery));
    }

    boolean deservesALook(Candidate candidate, int gallery) {
        int shared = candidate.fingers().size();
        return shared > 0
                && (expectedStrangers(shared, candidate.score(), gallery) <= examineFpir
                        || hasOneStrongFinger(candidate, gallery));
    }

    SearchOutcome outcome(List<Candidate> candidates, int gallery) {
        List<Candidate> found = new ArrayList<>();
        boolean hit = false;
        for (Candidate candidate : candidates) {
            if (deservesALook(candidate, gallery)) {
                found.add(candidate);
                hit |=
                        expectedStrangers(candidate.fingers().size(), candidate.score(), gallery)
                                <= hitFpir;
            }
        }
        if (found.isEmpty()) {
            return new SearchOutcome.NoHit();
        }
        found.sort(Comparator.comparingDouble(Candidate::score).reversed());
        // A person whose prints were replaced during the search may have been met twice.
        Set<PersonKey> seen = new HashSet<>();
        List<Candidate> best =
                found.stream()
                        .filter(candidate -> seen.add(candidate.person()))
                        .limit(MAX_CANDIDATES)
                        .toList();
        return hit ? new SearchOutcome.Hit(best) : new SearchOutcome.Examine(best);
    }

    /**
     * One finger that no stranger would score among fingers that do not match: two people's prints
     * may be mixed.
     */
    private boolean hasOneStrongFinger(Candidate candidate, int gallery) {
        int shared = candidate.fingers().size();
        double best =
                candidate.fingers().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0);
        return shared * expectedStrangers(1, best, gallery) <= examineFpir;
    }

    /** How many strangers of the whole gallery would reach this score. */
    private double expectedStrangers(int fingers, double score, int gallery) {
        return Math.max(minGallery, gallery) * StrangerModel.exceedance(fingers, score);
    }
}
