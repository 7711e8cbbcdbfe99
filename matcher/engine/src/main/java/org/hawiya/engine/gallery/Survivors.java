package org.hawiya.engine.gallery;

import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Keeps the rows of the highest scores, at most so many. Thread-safe. */
final class Survivors {
    private record Row(int row, float score) {}

    private final int most;
    private final PriorityQueue<Row> kept =
            new PriorityQueue<>(java.util.Comparator.comparingDouble(Row::score));
    private volatile float least = Float.NEGATIVE_INFINITY;

    Survivors(int most) {
        this.most = most;
    }

    /** A score that does not exceed this one cannot be kept any more. */
    float least() {
        return least;
    }

    synchronized void offer(int row, float score) {
        if (kept.size() < most) {
            kept.add(new Row(row, score));
        } else if (score > least) {
            kept.poll();
            kept.add(new Row(row, score));
        }
        if (kept.size() == most) {
            least = java.util.Objects.requireNonNull(kept.peek()).score;
        }
    }

    synchronized IntStream rows() {
        return IntStream.of(kept.stream().mapToInt(Row::row).toArray());
    }
}
