package org.hawiya.card.terminal.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hawiya.engine.evaluation.ImageSet;
import org.hawiya.engine.evaluation.ImageSet.Impression;
import org.hawiya.engine.evaluation.UnusableImagesException;
import org.hawiya.engine.extraction.Extractor;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.image.MalformedImageException;

/**
 * What comparing costs the card, over all pairs of a set of images: JVM bytecodes without i2s and
 * i2b, for preparing the reference and comparing. The component names are the names in the
 * evaluation's JSON.
 *
 * @param transientBytes of the matcher, cleared on deselect
 * @param persistentBytes of the matcher's objects and tables, by the ledger of {@link Meter}
 */
public record CardWork(
        long medianBytecodesMated,
        long medianBytecodesAll,
        long p95BytecodesAll,
        long maxBytecodes,
        int transientBytes,
        int persistentBytes) {

    private record Compared(boolean mated, long bytecodes) {}

    /**
     * Compares every pair of impressions once, the earlier one as the reference; images that cannot
     * be read or hold nothing are left out. About 25 ms an image and 0.1 ms a pair, on all cores.
     *
     * @throws UnusableImagesException when no mated pair is left
     */
    public static CardWork measure(ImageSet set) {
        CardComparator comparator = new CardComparator();
        List<Impression> impressions = set.impressions();
        List<Optional<CardComparator.Prepared>> prints =
                impressions.parallelStream()
                        .map(impression -> prepared(comparator, impression, set.dpi()))
                        .toList();
        List<Compared> compared =
                IntStream.range(0, prints.size())
                        .parallel()
                        .mapToObj(first -> row(comparator, impressions, prints, first))
                        .flatMap(List::stream)
                        .toList();
        long[] all = compared.stream().mapToLong(Compared::bytecodes).sorted().toArray();
        long[] mated =
                compared.stream()
                        .filter(Compared::mated)
                        .mapToLong(Compared::bytecodes)
                        .sorted()
                        .toArray();
        if (mated.length == 0) {
            throw new UnusableImagesException(
                    "The images of " + set.folder() + " give no mated pair.");
        }
        MeteredMatcher matcher = MeteredMatcher.counting();
        return new CardWork(
                quantile(mated, 0.5),
                quantile(all, 0.5),
                quantile(all, 0.95),
                all[all.length - 1],
                matcher.transientBytes(),
                matcher.persistentBytes());
    }

    private static long quantile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static List<Compared> row(
            CardComparator comparator,
            List<Impression> impressions,
            List<Optional<CardComparator.Prepared>> prints,
            int first) {
        List<Compared> row = new ArrayList<>();
        for (int second = first + 1; second < prints.size(); second++) {
            if (prints.get(first).isPresent() && prints.get(second).isPresent()) {
                boolean mated =
                        impressions.get(first).finger().equals(impressions.get(second).finger());
                long bytecodes =
                        comparator
                                .measure(
                                        prints.get(first).orElseThrow(),
                                        prints.get(second).orElseThrow())
                                .bytecodes();
                row.add(new Compared(mated, bytecodes));
            }
        }
        return row;
    }

    private static Optional<CardComparator.Prepared> prepared(
            CardComparator comparator, Impression impression, int dpi) {
        try {
            byte[] file = Files.readAllBytes(impression.file());
            var template = new Extractor().extract(ImageCodec.read(file, dpi)).template();
            return template.isEmpty()
                    ? Optional.empty()
                    : Optional.of(comparator.prepare(template));
        } catch (MalformedImageException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnusableImagesException(
                    "The image " + impression.file() + " cannot be read.", e);
        }
    }
}
