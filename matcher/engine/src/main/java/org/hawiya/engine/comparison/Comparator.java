package org.hawiya.engine.comparison;

import org.hawiya.engine.extraction.Extractor;
import org.hawiya.engine.template.Template;

/**
 * One-to-one comparison. Higher scores mean more alike; the scale is the comparator's own.
 * Thread-safe.
 *
 * @param <S> a template made ready for many comparisons
 */
public interface Comparator<S> {
    /**
     * A word for reports and the command line: {@code sourceafis}, {@code server}, {@code card}.
     */
    String name();

    /** Where this comparator's templates come from. */
    default Extractor extractor() {
        return new Extractor();
    }

    /** Makes a template ready, as probe and as candidate. */
    S prepare(Template template);

    /** Compares; need not be symmetric. */
    double compare(S probe, S candidate);
}
