package org.hawiya.engine.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hawiya.engine.comparison.SourceAfis;
import org.hawiya.engine.evaluation.ImageSet;
import org.hawiya.engine.evaluation.Progress;
import org.hawiya.engine.evaluation.UnusableImagesException;
import org.hawiya.engine.extraction.Extractor;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.image.MalformedImageException;
import org.hawiya.engine.template.Minutia;
import org.hawiya.engine.template.MinutiaType;
import org.hawiya.engine.template.Template;

/**
 * What is measured on a set of prints before it is compared with another: every number one by one.
 * Extraction costs about 25 ms a print, comparison 60 microseconds a pair, on every core.
 */
final class PrintSample {
    private static final SourceAfis SOURCE_AFIS = new SourceAfis();

    /** Non-mated pairs beyond this are thinned out evenly: the tail wants many, not all. */
    private static final int MOST_NON_MATED = 150_000;

    final String name;
    final int prints;
    final double[] minutiae;
    final double[] spacings;
    final double[] periods;
    final double endings;
    final double[] mated;
    final double[] nonMated;

    private PrintSample(String name, List<List<Template>> fingers, double[] periods) {
        this.name = name;
        this.periods = periods;
        List<Template> all = fingers.stream().flatMap(List::stream).toList();
        prints = all.size();
        minutiae = all.stream().mapToDouble(t -> t.minutiae().size()).toArray();
        spacings = all.stream().flatMapToDouble(t -> Arrays.stream(nearest(t))).toArray();
        endings = endings(all);
        Scores scores = new Scores(fingers);
        mated = scores.mated();
        nonMated = scores.nonMated();
        if (mated.length == 0 || nonMated.length == 0) {
            throw new UnusableImagesException(
                    name + " gives no pair to compare: two fingers with two prints are the least.");
        }
    }

    static PrintSample ofImages(String name, ImageSet set, Progress progress) {
        List<ImageSet.Impression> impressions = set.impressions();
        List<Double> periods = new ArrayList<>();
        Map<String, List<Template>> fingers = new LinkedHashMap<>();
        int[] done = {0};
        List<Optional<Template>> templates =
                IntStream.range(0, impressions.size())
                        .parallel()
                        .mapToObj(i -> {
                            Optional<GrayImage> image = read(impressions.get(i), set.dpi());
                            Optional<Template> template =
                                    image.map(g -> new Extractor().extract(g).template());
                            synchronized (periods) {
                                image.ifPresent(g -> periods.addAll(RidgePeriodMeter.measure(g)));
                                progress.advanced(
                                        "measuring " + name, ++done[0], impressions.size());
                            }
                            return template;
                        })
                        .toList();
        for (int i = 0; i < impressions.size(); i++) {
            List<Template> finger =
                    fingers.computeIfAbsent(impressions.get(i).finger(), f -> new ArrayList<>());
            templates.get(i).filter(t -> !t.isEmpty()).ifPresent(finger::add);
        }
        return new PrintSample(
                name,
                List.copyOf(fingers.values()),
                periods.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static PrintSample ofTemplates(String name, List<List<Template>> fingers) {
        return new PrintSample(name, fingers, new double[0]);
    }

    /** All sets together; their pairs stay those within a set. */
    static PrintSample pooled(String name, List<PrintSample> samples) {
        return new PrintSample(name, samples);
    }

    private PrintSample(String name, List<PrintSample> samples) {
        this.name = name;
        prints = samples.stream().mapToInt(s -> s.prints).sum();
        minutiae = joined(samples, s -> s.minutiae);
        spacings = joined(samples, s -> s.spacings);
        periods = joined(samples, s -> s.periods);
        mated = joined(samples, s -> s.mated);
        nonMated = joined(samples, s -> s.nonMated);
        double all = Arrays.stream(minutiae).sum();
        endings =
                samples.stream()
                        .mapToDouble(s -> s.endings * Arrays.stream(s.minutiae).sum() / all)
                        .sum();
    }

    private static double[] joined(List<PrintSample> samples, Function<PrintSample, double[]> of) {
        return samples.stream().flatMapToDouble(s -> Arrays.stream(of.apply(s))).toArray();
    }

    SetFigures figures() {
        return new SetFigures(
                name,
                prints,
                Arrays.stream(minutiae).average().orElse(0),
                median(periods),
                median(spacings),
                endings,
                ScoreFigures.of(mated, nonMated));
    }

    private static Optional<GrayImage> read(ImageSet.Impression impression, int dpi) {
        try {
            return Optional.of(ImageCodec.read(Files.readAllBytes(impression.file()), dpi));
        } catch (MalformedImageException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnusableImagesException(
                    "The image " + impression.file() + " cannot be read.", e);
        }
    }

    private static double[] nearest(Template template) {
        List<Minutia> minutiae = template.minutiae();
        double[] distances = new double[minutiae.size() < 2 ? 0 : minutiae.size()];
        for (int i = 0; i < distances.length; i++) {
            double least = Double.MAX_VALUE;
            for (int j = 0; j < distances.length; j++) {
                if (i != j) {
                    double dx = minutiae.get(i).x() - minutiae.get(j).x();
                    double dy = minutiae.get(i).y() - minutiae.get(j).y();
                    least = Math.min(least, dx * dx + dy * dy);
                }
            }
            distances[i] = Math.sqrt(least);
        }
        return distances;
    }

    private static double endings(List<Template> templates) {
        long all = templates.stream().mapToLong(t -> t.minutiae().size()).sum();
        long endings =
                templates.stream()
                        .flatMap(t -> t.minutiae().stream())
                        .filter(m -> m.type() == MinutiaType.ENDING)
                        .count();
        return all == 0 ? 0 : (double) endings / all;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** All mated pairs once, and non-mated pairs, evenly thinned out when there are very many. */
    private static final class Scores {
        private final List<List<SourceAfis.Prepared>> fingers;
        private final int every;

        Scores(List<List<Template>> templates) {
            fingers =
                    templates.stream()
                            .map(f -> f.stream().map(SOURCE_AFIS::prepare).toList())
                            .toList();
            long prints = templates.stream().mapToLong(List::size).sum();
            every = (int) Math.max(1, prints * prints / 2 / MOST_NON_MATED);
        }

        double[] mated() {
            return IntStream.range(0, fingers.size())
                    .parallel()
                    .mapToObj(f -> within(fingers.get(f)))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }

        private static double[] within(List<SourceAfis.Prepared> finger) {
            List<Double> scores = new ArrayList<>();
            for (int i = 0; i < finger.size(); i++) {
                for (int j = i + 1; j < finger.size(); j++) {
                    scores.add(SOURCE_AFIS.compare(finger.get(i), finger.get(j)));
                }
            }
            return scores.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double[] nonMated() {
            return IntStream.range(0, fingers.size())
                    .parallel()
                    .mapToObj(this::against)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }

        private double[] against(int finger) {
            List<Double> scores = new ArrayList<>();
            int turn = finger;
            for (SourceAfis.Prepared probe : fingers.get(finger)) {
                for (int other = finger + 1; other < fingers.size(); other++) {
                    for (SourceAfis.Prepared candidate : fingers.get(other)) {
                        if (turn++ % every == 0) {
                            scores.add(SOURCE_AFIS.compare(probe, candidate));
                        }
                    }
                }
            }
            return scores.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
