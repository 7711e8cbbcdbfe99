package org.hawiya.engine.evaluation;

import org.hawiya.engine.comparison.Comparator;
import org.hawiya.engine.extraction.Extractor;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.image.MalformedImageException;
import org.hawiya.engine.template.Template;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Measures a comparator on images of known fingers. Extraction costs about 25 ms an image and
 * SourceAFIS 60 microseconds a pair; both run on every core. The same input gives the same figures.
 */
public final class Evaluation {
    private static final long MAX_FILE_BYTES = ImageCodec.MAX_FILE_BYTES;
    private static final int MAX_PAIRS = 20_000_000;

    private Evaluation() {}

    /**
     * Extracts every image and compares the pairs; in a pair the earlier impression is the probe.
     *
     * @throws UnusableImagesException when nothing mated or nothing non-mated is left to compare
     */
    public static <S> EvaluationRun run(
            ImageSet set, Pairs which, Comparator<S> comparator, Progress progress) {
        long start = System.nanoTime();
        int impressions = set.impressions().size();
        int[] fingers = fingerIndices(set);
        Extractor extractor = comparator.extractor();
        Steps steps = new Steps(progress);
        List<Optional<Template>> templates =
                steps.parallel(
                        "extracting",
                        impressions,
                        i -> template(set.impressions().get(i), set.dpi(), extractor));
        List<Optional<S>> prepared =
                steps.parallel(
                        "preparing", impressions, i -> templates.get(i).map(comparator::prepare));
        List<int[]> chosen = pairs(which, fingers, templates);
        List<ComparedPair> pairs =
                steps.parallel(
                        "comparing",
                        chosen.size(),
                        i -> {
                            int probe = chosen.get(i)[0];
                            int candidate = chosen.get(i)[1];
                            double score =
                                    comparator.compare(
                                            prepared.get(probe).orElseThrow(),
                                            prepared.get(candidate).orElseThrow());
                            return new ComparedPair(
                                    probe, candidate, fingers[probe], fingers[candidate], score);
                        });
        requireBothKinds(set, pairs);
        long failed = templates.stream().filter(Optional::isEmpty).count();
        int fingerCount = IntStream.of(fingers).max().orElse(-1) + 1;
        return new EvaluationRun(
                comparator.name(),
                fingerCount,
                impressions,
                (double) failed / impressions,
                pairs,
                (System.nanoTime() - start) / 1e9);
    }

    private static void requireBothKinds(ImageSet set, List<ComparedPair> pairs) {
        boolean mated = pairs.stream().anyMatch(ComparedPair::mated);
        boolean nonMated = pairs.stream().anyMatch(pair -> !pair.mated());
        if (!mated || !nonMated) {
            throw new UnusableImagesException(
                    "The images of "
                            + set.folder()
                            + " give no "
                            + (mated ? "non-mated" : "mated")
                            + " pair: two fingers with two impressions are the least.");
        }
    }

    private static int[] fingerIndices(ImageSet set) {
        Map<String, Integer> indices = new LinkedHashMap<>();
        return set.impressions().stream()
                .mapToInt(impression -> {
                    indices.putIfAbsent(impression.finger(), indices.size());
                    return indices.getOrDefault(impression.finger(), -1);
                })
                .toArray();
    }

    /** Empty when the print failed to enrol: unreadable, or without a single minutia. */
    private static Optional<Template> template(
            ImageSet.Impression impression, int dpi, Extractor extractor) {
        try {
            if (Files.size(impression.file()) > MAX_FILE_BYTES) {
                return Optional.empty();
            }
            byte[] file = Files.readAllBytes(impression.file());
            Template template = extractor.extract(ImageCodec.read(file, dpi)).template();
            return template.isEmpty() ? Optional.empty() : Optional.of(template);
        } catch (MalformedImageException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnusableImagesException(
                    "The image " + impression.file() + " cannot be read.", e);
        }
    }

    private static List<int[]> pairs(
            Pairs which, int[] fingers, List<Optional<Template>> templates) {
        List<int[]> pairs = new ArrayList<>();
        for (int probe = 0; probe < fingers.length; probe++) {
            for (int candidate = probe + 1; candidate < fingers.length; candidate++) {
                boolean enrolled =
                        templates.get(probe).isPresent() && templates.get(candidate).isPresent();
                boolean wanted =
                        which == Pairs.ALL
                                || fingers[probe] == fingers[candidate]
                                || (isFirst(fingers, probe) && isFirst(fingers, candidate));
                if (enrolled && wanted) {
                    if (pairs.size() == MAX_PAIRS) {
                        throw new UnusableImagesException(
                                "The set gives more than "
                                        + MAX_PAIRS
                                        + " pairs; choose fewer images with a pattern, or the pairs"
                                        + " of FVC.");
                    }
                    pairs.add(new int[] {probe, candidate});
                }
            }
        }
        return pairs;
    }

    private static boolean isFirst(int[] fingers, int impression) {
        return impression == 0 || fingers[impression - 1] != fingers[impression];
    }

    /** Runs a step over all cores and reports it about every hundredth. */
    private record Steps(Progress progress) {
        <T> List<T> parallel(String step, int total, IntFunction<T> work) {
            AtomicLong done = new AtomicLong();
            long every = Math.max(1, total / 100);
            return IntStream.range(0, total)
                    .parallel()
                    .mapToObj(i -> {
                        T result = work.apply(i);
                        long finished = done.incrementAndGet();
                        if (finished % every == 0 || finished == total) {
                            synchronized (done) {
                                progress.advanced(step, finished, total);
                            }
                        }
                        return result;
                    })
                    .toList();
        }
    }
}
