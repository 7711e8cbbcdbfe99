package org.hawiya.engine.gallery;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.descriptor.LocalStructures;
import org.hawiya.engine.descriptor.PrintCode;
import org.hawiya.engine.descriptor.ProbeCode;
import org.hawiya.engine.descriptor.ScanKernel;
import org.hawiya.engine.quality.Quality;
import org.hawiya.engine.template.Template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scans the codes of the probe's best fingers over all rows and keeps the rows that resemble it
 * most. Each finger's scores are normalised by what a sample of the gallery's strangers scores, and
 * a row's fingers are summed.
 */
final class FirstStage {
    /**
     * Six fingers keep 99.9 % of the mates at a thousandth of the gallery; more of them cost time
     * and keep no more.
     */
    static final int SCANNED_FINGERS = 6;

    private static final int SAMPLE_ROWS = 512;
    private static final int LEAST_SAMPLE = 64;
    private static final ScanKernel KERNEL = ScanKernel.fastest();

    /** One finger of the probe, and how strangers score against it. */
    private record Finger(
            FingerPosition position, ProbeCode probe, double mean, double deviation) {}

    private final Rows rows;
    private final int used;

    FirstStage(Rows rows, int used) {
        this.rows = rows;
        this.used = used;
    }

    Survivors scan(Prints probe, PersonKey below, int survivors) {
        List<Finger> fingers = bestFingers(probe);
        Survivors kept = new Survivors(survivors);
        IntStream.range(0, Math.ceilDiv(used, CodeColumn.CHUNK_ROWS))
                .parallel()
                .forEach(chunk -> scan(chunk, fingers, below, kept));
        return kept;
    }

    private List<Finger> bestFingers(Prints probe) {
        List<Finger> fingers = new ArrayList<>();
        probe.fingers().entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<FingerPosition, Template> finger) ->
                                        Quality.of(finger.getValue()).score())
                                .reversed())
                .limit(SCANNED_FINGERS)
                .forEach(finger -> {
                    List<PrintCode> strangers = sample(finger.getKey());
                    if (!strangers.isEmpty()) {
                        fingers.add(finger(finger.getKey(), finger.getValue(), strangers));
                    }
                });
        return fingers;
    }

    private static Finger finger(
            FingerPosition position, Template template, List<PrintCode> strangers) {
        ProbeCode probe = ProbeCode.against(LocalStructures.describe(template), strangers);
        double[] scores = strangers.stream().mapToDouble(probe::score).toArray();
        double mean = java.util.Arrays.stream(scores).average().orElse(0);
        double variance =
                java.util.Arrays.stream(scores)
                        .map(score -> (score - mean) * (score - mean))
                        .average()
                        .orElse(0);
        return new Finger(position, probe, mean, Math.max(1, Math.sqrt(variance)));
    }

    /** Codes of rows that lie evenly over the gallery: almost surely all strangers. */
    private List<PrintCode> sample(FingerPosition position) {
        List<PrintCode> sample = sample(position, Math.max(1, used / SAMPLE_ROWS));
        return sample.size() < LEAST_SAMPLE ? sample(position, 1) : sample;
    }

    private List<PrintCode> sample(FingerPosition position, int step) {
        List<PrintCode> sample = new ArrayList<>();
        for (int row = 0; row < used && sample.size() < 2 * SAMPLE_ROWS; row += step) {
            if (rows.key(row) != Rows.NOBODY && rows.has(row, position)) {
                sample.add(rows.column(position).read(row));
            }
        }
        return sample;
    }

    private void scan(int chunk, List<Finger> fingers, PersonKey below, Survivors kept) {
        int first = chunk * CodeColumn.CHUNK_ROWS;
        int count = Math.min(CodeColumn.CHUNK_ROWS, used - first);
        int blocks = Math.ceilDiv(count, ScanKernel.LANES);
        int[] scores = new int[blocks * ScanKernel.LANES];
        float[] fused = new float[scores.length];
        byte[] shared = new byte[scores.length];
        for (Finger finger : fingers) {
            KERNEL.scan(finger.probe, rows.column(finger.position).chunk(chunk), blocks, scores);
            for (int i = 0; i < count; i++) {
                if (rows.has(first + i, finger.position)) {
                    fused[i] += (float) ((scores[i] - finger.mean) / finger.deviation);
                    shared[i]++;
                }
            }
        }
        for (int i = 0; i < count; i++) {
            // By the root of the number of fingers: under strangers every row then has the same
            // spread.
            float score =
                    shared[i] == 0
                            ? Float.NEGATIVE_INFINITY
                            : (float) (fused[i] / Math.sqrt(shared[i]));
            if (score > kept.least() && isSearched(first + i, below)) {
                kept.offer(first + i, score);
            }
        }
    }

    private boolean isSearched(int row, PersonKey below) {
        long key = rows.key(row);
        return key != Rows.NOBODY && key < below.value();
    }
}
