package org.hawiya.engine.extraction;

import org.hawiya.engine.quality.Quality;
import org.hawiya.engine.template.Template;

/**
 * What was found in an image. No minutiae is a result like any other: an empty template of quality
 * 0.
 */
public record Extraction(Template template, Quality quality) {}
