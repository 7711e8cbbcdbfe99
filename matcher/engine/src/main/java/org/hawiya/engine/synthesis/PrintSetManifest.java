package org.hawiya.engine.synthesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hawiya.engine.FingerPosition;

/**
 * What {@code manifest.json} says about a set; the component names are the names in it. It holds
 * all that the set is made from, so that it is also the mark by which an interrupted set is
 * continued.
 *
 * @param version of the generator's drawing: another version may draw other pixels from one seed
 */
record PrintSetManifest(
        String generator,
        int version,
        long seed,
        String profile,
        int people,
        int impressions,
        String format,
        boolean slaps,
        Capture capture,
        List<Person> persons) {
    static final int VERSION = 1;
    static final String FILE_NAME = "manifest.json";

    /** The preset, spelt out. */
    record Capture(String preset, int width, int height, int dpi, Map<String, Double> parameters) {}

    record Person(String name, long seed, List<Finger> fingers) {}

    /** Singular points are in pixels of the master at 500 dpi, from its top left. */
    record Finger(
            int position,
            String name,
            String pattern,
            int masterWidth,
            int masterHeight,
            double ridgePeriod,
            List<Point> cores,
            List<Point> deltas) {}

    record Point(double x, double y) {}

    static PrintSetManifest of(PrintSetOrder order) {
        Preset preset = order.preset();
        Map<String, Double> parameters = new TreeMap<>();
        preset.parameters().forEach((name, value) -> parameters.put(name.name(), value));
        List<Person> persons = new ArrayList<>(order.people());
        for (int number = 1; number <= order.people(); number++) {
            SyntheticPerson person = order.person(number);
            List<Finger> fingers =
                    person.fingers().stream().sorted().map(f -> finger(person, f)).toList();
            persons.add(new Person(personName(number), person.seed(), fingers));
        }
        return new PrintSetManifest(
                "hawiya",
                VERSION,
                order.seed(),
                order.profile().name(),
                order.people(),
                order.impressions(),
                order.format().extension(),
                order.slaps(),
                new Capture(
                        preset.name(), preset.width(), preset.height(), preset.dpi(), parameters),
                persons);
    }

    /**
     * The preset of a set that was written earlier; empty when the folder has no manifest, or one
     * that cannot be understood.
     */
    static Optional<Preset> presetOf(Path folder) {
        try {
            JsonNode capture =
                    new ObjectMapper().readTree(folder.resolve(FILE_NAME).toFile()).path("capture");
            Preset preset =
                    Preset.named(capture.path("preset").asText())
                            .sized(capture.path("width").asInt(), capture.path("height").asInt());
            for (SynthesisParameter parameter : SynthesisParameter.values()) {
                JsonNode value = capture.path("parameters").path(parameter.name());
                preset = value.isNumber() ? preset.with(parameter, value.asDouble()) : preset;
            }
            return Optional.of(preset);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String personName(int number) {
        return "%03d".formatted(number);
    }

    byte[] json() {
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(this)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and names always serialise", e);
        }
    }

    private static Finger finger(SyntheticPerson person, FingerPosition position) {
        FingerPlan plan = person.plan(position);
        return new Finger(
                position.code(),
                position.name(),
                plan.pattern().name(),
                plan.width(),
                plan.height(),
                rounded(plan.ridgePeriod()),
                points(plan, Singularity.Kind.CORE),
                points(plan, Singularity.Kind.DELTA));
    }

    private static List<Point> points(FingerPlan plan, Singularity.Kind kind) {
        return plan.singularities().stream()
                .filter(point -> point.kind() == kind)
                .map(point -> new Point(rounded(point.x()), rounded(point.y())))
                .toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
