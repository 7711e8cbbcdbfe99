package org.hawiya.engine.comparison;

import org.hawiya.engine.descriptor.LocalStructures;
import org.hawiya.engine.descriptor.PrintCode;
import org.hawiya.engine.descriptor.ProbeCode;
import org.hawiya.engine.descriptor.TypicalStrangers;
import org.hawiya.engine.template.Template;

/**
 * The score of a search's first stage, one finger against one finger, as {@code index}. It ranks;
 * it does not verify. The floors come from {@link TypicalStrangers}, where a search would take them
 * from its gallery.
 */
public final class Index implements Comparator<Index.Prepared> {
    /** A print's code, as candidate and as probe. */
    public record Prepared(PrintCode code, ProbeCode probe) {}

    @Override
    public String name() {
        return "index";
    }

    @Override
    public Prepared prepare(Template template) {
        PrintCode code = LocalStructures.describe(template);
        return new Prepared(code, ProbeCode.against(code, TypicalStrangers.codes()));
    }

    @Override
    public double compare(Prepared probe, Prepared candidate) {
        return probe.probe().score(candidate.code());
    }
}
