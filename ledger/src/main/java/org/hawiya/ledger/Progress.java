package org.hawiya.ledger;

/** Told now and then how far a verification is; called on the verifying thread. */
@FunctionalInterface
public interface Progress {
    /**
     * So many entries are done.
     *
     * @param total how many entries the ledger claims to have
     */
    void verified(long entries, long total);

    /** For who does not care. */
    static Progress none() {
        return (entries, total) -> {};
    }
}
