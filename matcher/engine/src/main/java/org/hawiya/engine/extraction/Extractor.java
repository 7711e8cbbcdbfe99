package org.hawiya.engine.extraction;

import com.machinezoo.sourceafis.engine.extractor.FeatureExtractor;
import com.machinezoo.sourceafis.engine.features.FeatureMinutia;
import com.machinezoo.sourceafis.engine.primitives.DoubleMatrix;
import com.machinezoo.sourceafis.engine.templates.FeatureTemplate;

import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.quality.Quality;
import org.hawiya.engine.template.Minutia;
import org.hawiya.engine.template.MinutiaType;
import org.hawiya.engine.template.Template;

import java.util.ArrayList;
import java.util.List;

/**
 * Extracts minutiae with SourceAFIS: about 25 ms for a print of 400 x 400 pixels on one core. Calls
 * SourceAFIS's stages below its public face, because that face hands minutiae out only as a
 * serialised record. Thread-safe.
 */
public final class Extractor {
    /**
     * SourceAFIS works on blocks of 15 pixels at 500 dpi; below a few of them there is nothing to
     * find.
     */
    private static final double MIN_SIDE_MILLIMETRES = 3;

    private final Tone tone;

    /** The engine's extractor: stretches the image's contrast first. */
    public Extractor() {
        this(Tone.STRETCHED);
    }

    private Extractor(Tone tone) {
        this.tone = tone;
    }

    /**
     * Extracts what SourceAFIS would from the same grey image file, to measure it as its users know
     * it.
     */
    public static Extractor ofSourceAfis() {
        return new Extractor(Tone.SRGB);
    }

    /**
     * Finds the minutiae of a print; an image too small or empty to hold any gives an empty
     * template.
     */
    public Extraction extract(GrayImage image) {
        double sideMillimetres = Math.min(image.width(), image.height()) * 25.4 / image.dpi();
        if (sideMillimetres < MIN_SIDE_MILLIMETRES) {
            return extraction(
                    new Template(
                            scaled(image.width(), image),
                            scaled(image.height(), image),
                            List.of()));
        }
        return extraction(template(FeatureExtractor.extract(darkness(image), image.dpi())));
    }

    private static Extraction extraction(Template template) {
        return new Extraction(template, Quality.of(template));
    }

    private static int scaled(int pixels, GrayImage image) {
        return (int) Math.max(1, Math.round(pixels * 500.0 / image.dpi()));
    }

    private DoubleMatrix darkness(GrayImage image) {
        double[] darkness = tone.darkness(image);
        DoubleMatrix matrix = new DoubleMatrix(image.width(), image.height());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                matrix.set(x, y, darkness[image.at(x, y)]);
            }
        }
        return matrix;
    }

    private static Template template(FeatureTemplate features) {
        List<Minutia> minutiae = new ArrayList<>(features.minutiae.size());
        for (FeatureMinutia found : features.minutiae) {
            minutiae.add(
                    new Minutia(
                            found.position.x,
                            found.position.y,
                            found.direction,
                            MinutiaType.valueOf(found.type.name())));
        }
        return new Template(features.size.x, features.size.y, minutiae);
    }
}
