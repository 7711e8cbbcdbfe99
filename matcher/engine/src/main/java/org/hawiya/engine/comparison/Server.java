package org.hawiya.engine.comparison;

import org.hawiya.engine.template.Template;

/**
 * What a server can afford for one-to-one comparison, as {@code server}: the mean of SourceAFIS's
 * scores in both directions, on templates from {@link org.hawiya.engine.extraction.Extractor}'s
 * stretched images. SourceAFIS enumerates its seeds from the probe's side, so the two directions
 * make different mistakes. On SourceAFIS's scale.
 */
public final class Server implements Comparator<SourceAfis.Prepared> {
    private final SourceAfis sourceAfis = new SourceAfis();

    @Override
    public String name() {
        return "server";
    }

    @Override
    public SourceAfis.Prepared prepare(Template template) {
        return sourceAfis.prepare(template);
    }

    @Override
    public double compare(SourceAfis.Prepared probe, SourceAfis.Prepared candidate) {
        return (sourceAfis.compare(probe, candidate) + sourceAfis.compare(candidate, probe)) / 2;
    }
}
