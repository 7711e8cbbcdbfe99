package org.hawiya.enrollment.problem;

/** A request that cannot be granted; nothing of it was done. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    /**
     * @param detail one English sentence for the client's developer, without personal data
     */
    public Refusal(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    public ProblemType type() {
        return type;
    }
}
