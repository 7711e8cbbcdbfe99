package org.hawiya.app.demo;

/**
 * What the story showed, with the names that are promised for {@code --json}.
 *
 * @param prints images sent for the first enrolments
 * @param falseDuplicates first enrolments that were taken for somebody else
 * @param cardLogins people who tried to log in; a second impression is the same login
 * @param impostorTries cards tried with another person's finger, one for each card
 * @param assertionsVerified accepted logins whose claims the e-service verified and whose identity
 *     number was the right one
 * @param peakRssMiB of all processes together
 */
record StoryReport(
        int people,
        int prints,
        int enrolled,
        int duplicateAttempts,
        int duplicatesFound,
        int falseDuplicates,
        int cardsIssued,
        int cardLogins,
        int cardLoginsAccepted,
        int impostorTries,
        int impostorsRefused,
        boolean lostCardRefused,
        int assertionsVerified,
        long ledgerEntries,
        boolean ledgerVerified,
        Seconds seconds,
        long peakRssMiB) {
    /** Wall-clock seconds. */
    record Seconds(double enrolMedian, double loginMedian, double total) {}

    /** Whether the story holds: the command's exit code depends on nothing else. */
    boolean holds() {
        return enrolled == people
                && cardsIssued == enrolled
                && duplicatesFound == duplicateAttempts
                && impostorsRefused == impostorTries
                && cardLoginsAccepted > 0
                && assertionsVerified == cardLoginsAccepted
                && lostCardRefused
                && ledgerVerified;
    }
}
