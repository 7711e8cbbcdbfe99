package org.hawiya.engine.synthesis;

import static org.hawiya.engine.synthesis.SynthesisParameter.*;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of capture: the picture's size and resolution and every parameter's value. Immutable.
 *
 * @param name what it imitates, lower case
 * @param parameters a value for every {@link SynthesisParameter}
 */
public record Preset(
        String name, int width, int height, int dpi, Map<SynthesisParameter, Double> parameters) {
    private static final int LEAST_SIDE = 64;
    private static final int MOST_SIDE = 2000;

    /** A clean optical scanner and a person who knows how: like FVC2002 DB2. */
    public static final Preset OPTICAL_GOOD =
            new Preset("optical-good", 388, 374, 500, average())
                    .with(ROTATION_DEGREES, 7)
                    .with(SHIFT_PIXELS, 28)
                    .with(MISHAPS, 0.25)
                    .with(DISTORTION, 1.1)
                    .with(CONTACT_VARIATION, 0.05)
                    .with(MOISTURE_VARIATION, 0.33)
                    .with(PATCHINESS, 0.5)
                    .with(GRAIN, 0.5)
                    .with(SCRATCHES, 0.5);

    /** The same scanner and an operator beside it, who sees a bad print at once and asks again. */
    public static final Preset OPTICAL_ATTENDED =
            new Preset("optical-attended", 388, 374, 500, OPTICAL_GOOD.parameters)
                    .with(ROTATION_DEGREES, 6)
                    .with(SHIFT_PIXELS, 14)
                    .with(MISHAPS, 0)
                    .with(DISTORTION, 0.7)
                    .with(MOISTURE_VARIATION, 0.18);

    /** A desk scanner with unguided people: like FVC2002 DB1. */
    public static final Preset OPTICAL_AVERAGE =
            new Preset("optical-average", 388, 374, 500, average());

    /** A small capacitive sensor with dry and wet fingers: like FVC2002 DB3. */
    public static final Preset CAPACITIVE_HARD =
            new Preset("capacitive-hard", 300, 300, 500, average())
                    .with(ROTATION_DEGREES, 13)
                    .with(SHIFT_PIXELS, 27)
                    .with(MISHAPS, 0.22)
                    .with(DISTORTION, 1.6)
                    .with(CONTACT, 0.85)
                    .with(CONTACT_VARIATION, 0.14)
                    .with(MOISTURE_VARIATION, 0.38)
                    .with(PATCHINESS, 1.1)
                    .with(GRAIN, 1.1)
                    .with(BACKGROUND_GRAY, 105)
                    .with(RIDGE_GRAY, 32)
                    .with(SENSOR_NOISE, 5)
                    .with(STRIPES, 4)
                    .with(RESIDUE, 1.2);

    /** A finger rolled from nail to nail on a paper card. */
    public static final Preset INK_ROLLED =
            new Preset("ink-rolled", 800, 750, 500, average())
                    .with(ROTATION_DEGREES, 4)
                    .with(SHIFT_PIXELS, 14)
                    .with(MISHAPS, 0.05)
                    .with(DISTORTION, 0.8)
                    .with(CONTACT, 1.72)
                    .with(CONTACT_VARIATION, 0.04)
                    .with(MOISTURE, 0.12)
                    .with(PATCHINESS, 0.9)
                    .with(PORES, 0.4)
                    .with(BACKGROUND_GRAY, 228)
                    .with(RIDGE_GRAY, 42)
                    .with(SENSOR_NOISE, 5);

    private static final List<Preset> ALL =
            List.of(OPTICAL_ATTENDED, OPTICAL_GOOD, OPTICAL_AVERAGE, CAPACITIVE_HARD, INK_ROLLED);

    public Preset {
        if (width < LEAST_SIDE || width > MOST_SIDE || height < LEAST_SIDE || height > MOST_SIDE) {
            throw new IllegalArgumentException(
                    "a print's sides must lie between %d and %d pixels, not %d x %d"
                            .formatted(LEAST_SIDE, MOST_SIDE, width, height));
        }
        if (dpi < 250 || dpi > 1000) {
            throw new IllegalArgumentException("dpi must lie between 250 and 1000, not " + dpi);
        }
        EnumMap<SynthesisParameter, Double> copy = new EnumMap<>(SynthesisParameter.class);
        for (SynthesisParameter parameter : SynthesisParameter.values()) {
            Double value = parameters.get(parameter);
            if (value == null) {
                throw new IllegalArgumentException("no value for " + parameter);
            }
            copy.put(parameter, parameter.checked(value));
        }
        parameters = Collections.unmodifiableMap(copy);
    }

    /** The named presets. */
    public static List<Preset> all() {
        return ALL;
    }

    /**
     * The preset of this name.
     *
     * @throws IllegalArgumentException when no preset has this name; the message lists those there
     *     are
     */
    public static Preset named(String name) {
        for (Preset preset : ALL) {
            if (preset.name.equals(name)) {
                return preset;
            }
        }
        throw new IllegalArgumentException(
                "no preset is named '%s'; there are: %s"
                        .formatted(
                                name, String.join(", ", ALL.stream().map(Preset::name).toList())));
    }

    /**
     * The same capture with one parameter changed.
     *
     * @throws IllegalArgumentException when the value is out of the parameter's bounds
     */
    public Preset with(SynthesisParameter parameter, double value) {
        EnumMap<SynthesisParameter, Double> changed = new EnumMap<>(parameters);
        changed.put(parameter, value);
        return new Preset(name, width, height, dpi, changed);
    }

    /** The same capture on a sensor of another size. */
    public Preset sized(int newWidth, int newHeight) {
        return new Preset(name, newWidth, newHeight, dpi, parameters);
    }

    double value(SynthesisParameter parameter) {
        Double value = parameters.get(parameter);
        if (value == null) {
            throw new IllegalStateException("checked at construction: " + parameter);
        }
        return value;
    }

    private static Map<SynthesisParameter, Double> average() {
        EnumMap<SynthesisParameter, Double> values = new EnumMap<>(SynthesisParameter.class);
        values.put(ROTATION_DEGREES, 11.0);
        values.put(SHIFT_PIXELS, 36.0);
        values.put(MISHAPS, 0.22);
        values.put(DISTORTION, 1.4);
        values.put(CONTACT, 0.98);
        values.put(CONTACT_VARIATION, 0.09);
        values.put(MOISTURE, 0.0);
        values.put(MOISTURE_VARIATION, 0.42);
        values.put(PATCHINESS, 0.85);
        values.put(GRAIN, 0.9);
        values.put(PORES, 1.0);
        values.put(CREASES, 1.0);
        values.put(SCRATCHES, 1.5);
        values.put(BACKGROUND_GRAY, 253.0);
        values.put(RIDGE_GRAY, 38.0);
        values.put(SENSOR_NOISE, 2.0);
        values.put(STRIPES, 0.0);
        values.put(RESIDUE, 0.3);
        return values;
    }
}
