package org.hawiya.card.terminal.measure;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.hawiya.engine.comparison.Comparator;
import org.hawiya.engine.template.CompactTemplate;
import org.hawiya.engine.template.Template;

/**
 * Compares as the card does, with the card's own class: the first print is the reference on the
 * card, the second the live finger. Thread-safe: each thread borrows a matcher of its own.
 */
public final class CardComparator implements Comparator<CardComparator.Prepared> {
    /** What the card takes. */
    public static final int MAX_MINUTIAE = 40;

    private final ConcurrentLinkedQueue<MeteredMatcher> idle = new ConcurrentLinkedQueue<>();

    /** A print in the card's format. */
    public static final class Prepared {
        private final byte[] compact;

        private Prepared(byte[] compact) {
            this.compact = compact;
        }

        @Override
        public String toString() {
            return "[REDACTED]";
        }
    }

    @Override
    public String name() {
        return "card";
    }

    @Override
    public Prepared prepare(Template template) {
        return new Prepared(CompactTemplate.encode(template, MAX_MINUTIAE));
    }

    @Override
    public double compare(Prepared reference, Prepared live) {
        return measure(reference, live).score();
    }

    /** Compares and counts. */
    public MeteredMatcher.Measured measure(Prepared reference, Prepared live) {
        MeteredMatcher borrowed = idle.poll();
        MeteredMatcher matcher = borrowed == null ? MeteredMatcher.counting() : borrowed;
        try {
            return matcher.compare(reference.compact, live.compact);
        } finally {
            idle.add(matcher);
        }
    }
}
