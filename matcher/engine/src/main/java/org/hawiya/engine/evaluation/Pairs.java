package org.hawiya.engine.evaluation;

/** Which impressions are compared. */
public enum Pairs {
    /** Every mated pair once and every non-mated pair of impressions once. */
    ALL,
    /**
     * Every mated pair once, and the first impressions of different fingers once (the FVC
     * protocol).
     */
    FVC
}
