package org.hawiya.engine.template;

import com.machinezoo.fingerprintio.TemplateFormat;
import com.machinezoo.noexception.Exceptions;
import com.machinezoo.sourceafis.engine.features.FeatureMinutia;
import com.machinezoo.sourceafis.engine.primitives.IntPoint;
import com.machinezoo.sourceafis.engine.templates.FeatureTemplate;
import com.machinezoo.sourceafis.engine.templates.TemplateCodec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Minutiae records of any of the standards in use, read by their first bytes; of a record with
 * several views, the first. ISO/IEC 19794-2:2005 goes to {@link IsoTemplate}; the younger and the
 * American ones go through fingerprintio, whose complaints are passed on without a byte.
 */
public final class InterchangeTemplate {
    private static final int MAX_RECORD_BYTES = 64 * 1024;

    private InterchangeTemplate() {}

    /** A format besides ISO/IEC 19794-2:2005 that can also be written. */
    public enum Format {
        ISO_19794_2_2011(TemplateFormat.ISO_19794_2_2011),
        ANSI_378_2004(TemplateFormat.ANSI_378_2004),
        ANSI_378_2009(TemplateFormat.ANSI_378_2009),
        ANSI_378_2009_AM1(TemplateFormat.ANSI_378_2009_AM1);

        private final TemplateFormat format;

        Format(TemplateFormat format) {
            this.format = format;
        }
    }

    /**
     * The first view of a record.
     *
     * @throws MalformedTemplateException when the record is of none of the formats or breaks its
     *     own
     */
    public static Template read(byte[] record) {
        if (record.length > MAX_RECORD_BYTES) {
            throw new MalformedTemplateException(
                    "A record of " + record.length + " bytes is longer than " + MAX_RECORD_BYTES,
                    record.length);
        }
        try {
            TemplateFormat format = TemplateFormat.identify(record);
            if (format == null) {
                throw new MalformedTemplateException("The record is of no known format", 0);
            }
            if (format == TemplateFormat.ISO_19794_2_2005) {
                return IsoTemplate.read(record);
            }
            List<FeatureTemplate> views = codec(format).decode(record, Exceptions.propagate());
            if (views.isEmpty()) {
                throw new MalformedTemplateException(
                        "The record holds no finger view", record.length);
            }
            return template(views.getFirst());
        } catch (MalformedTemplateException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever drives the library out of its way, the cause is a record that breaks its
            // format.
            throw new MalformedTemplateException("The record cannot be read: " + e.getMessage(), 0);
        }
    }

    /** Writes a record of one view; position, impression and quality are left unstated. */
    public static byte[] write(Template template, Format format) {
        List<FeatureMinutia> minutiae = new ArrayList<>();
        for (Minutia minutia : template.minutiae()) {
            minutiae.add(
                    new FeatureMinutia(
                            new IntPoint(minutia.x(), minutia.y()),
                            minutia.direction(),
                            com.machinezoo.sourceafis.engine.features.MinutiaType.valueOf(
                                    minutia.type().name())));
        }
        return codec(format.format)
                .encode(
                        List.of(
                                new FeatureTemplate(
                                        new IntPoint(template.width(), template.height()),
                                        minutiae)));
    }

    private static TemplateCodec codec(TemplateFormat format) {
        return Objects.requireNonNull(TemplateCodec.ALL.get(format));
    }

    private static Template template(FeatureTemplate view) {
        List<Minutia> minutiae = new ArrayList<>();
        for (FeatureMinutia found : view.minutiae) {
            minutiae.add(
                    TemplateBuilding.minutia(
                            found.position.x,
                            found.position.y,
                            found.direction,
                            MinutiaType.valueOf(found.type.name()),
                            0));
        }
        return TemplateBuilding.template(view.size.x, view.size.y, minutiae, 0);
    }
}
