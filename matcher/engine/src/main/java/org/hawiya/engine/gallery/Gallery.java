package org.hawiya.engine.gallery;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.comparison.SourceAfis;
import org.hawiya.engine.descriptor.LocalStructures;
import org.hawiya.engine.descriptor.PrintCode;
import org.hawiya.engine.template.Template;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * The people enrolled so far. A search first scans bit codes of the probe's six best fingers over
 * everybody, then compares all fingers of the few who resemble it most with SourceAFIS, and decides
 * on the sum; a gallery of a few hundred people is compared exhaustively.
 *
 * <p>Thread-safe. A search sees every person whose {@link #put} returned before it began; adding a
 * person never waits for a search, replacing and removing wait for the running ones, because a
 * person's bytes are wiped at once. Derived data, off-heap and in memory only: whoever owns the
 * records fills it again after a start. Cost: about 700 bytes a print; per search a tenth of a
 * microsecond a person and finger, and a quarter of a second for the rest.
 */
public final class Gallery {
    /** Below this many rows a scan would save nothing. */
    private static final int EXHAUSTIVE_ROWS = 256;

    private static final int LEAST_SURVIVORS = 100;
    private static final int PEOPLE_PER_SURVIVOR = 10_000;
    private static final SourceAfis SOURCE_AFIS = new SourceAfis();

    private final Rows rows = new Rows();
    private final Decision decision;
    private final long maxBytes;
    private final Object writing = new Object();
    private final ReadWriteLock erasing = new ReentrantReadWriteLock();

    public Gallery() {
        this(Decision.STANDARD, Long.MAX_VALUE);
    }

    /** A gallery that takes at most so many bytes off-heap; it grows in steps of 16 MB. */
    public Gallery(Decision decision, long maxBytes) {
        this.decision = decision;
        this.maxBytes = maxBytes;
    }

    /**
     * Adds a person, or replaces their prints.
     *
     * @throws GalleryFullException when that could exceed the configured memory; nothing is changed
     *     then
     */
    public void put(PersonKey person, Prints prints) {
        byte[] packed = PackedPrints.pack(prints);
        Map<FingerPosition, PrintCode> codes = new EnumMap<>(FingerPosition.class);
        prints.fingers()
                .forEach((position, template) ->
                        codes.put(position, LocalStructures.describe(template)));
        synchronized (writing) {
            if (rows.bytes() + rows.growth(packed.length) > maxBytes) {
                throw new GalleryFullException(maxBytes);
            }
            int before = rows.rowOf(person.value());
            rows.add(person.value(), packed, codes);
            if (before >= 0) {
                erase(before);
            }
        }
    }

    /** Forgets a person; nothing happens when they are unknown. */
    public void remove(PersonKey person) {
        synchronized (writing) {
            int row = rows.rowOf(person.value());
            if (row >= 0) {
                erase(row);
            }
        }
    }

    /**
     * Writes everybody to an encrypted file for a warm start. People who come while it is written
     * may be missing; removing waits.
     *
     * @param stamp the state of the register that this gallery holds; must change when a person is
     *     erased
     */
    public void writeSnapshot(Path file, long stamp, Sealer sealer) throws IOException {
        erasing.readLock().lock();
        try {
            Snapshot.write(rows, file, stamp, sealer);
        } finally {
            erasing.readLock().unlock();
        }
    }

    /**
     * A gallery from a snapshot.
     *
     * @throws UnusableSnapshotException when the file is missing, cut, altered, or of another
     *     version or stamp
     */
    public static Gallery restore(
            Decision decision, long maxBytes, Path file, long stamp, Sealer sealer)
            throws UnusableSnapshotException {
        Gallery gallery = new Gallery(decision, maxBytes);
        Snapshot.read(gallery.rows, file, stamp, sealer, maxBytes);
        return gallery;
    }

    private void erase(int row) {
        erasing.writeLock().lock();
        try {
            rows.erase(row);
        } finally {
            erasing.writeLock().unlock();
        }
    }

    public int persons() {
        return rows.persons();
    }

    /** Prints of all people together. */
    public long prints() {
        return rows.prints();
    }

    /** Off-heap bytes and the tables beside them. */
    public long bytes() {
        return rows.bytes();
    }

    /** The operating point. */
    public Decision decision() {
        return decision;
    }

    /**
     * Finds who of a lower key than {@code below} may be the probe's person. Runs on every core.
     */
    public SearchOutcome search(Prints probe, PersonKey below) {
        erasing.readLock().lock();
        try {
            int used = rows.used();
            int searched = rows.persons();
            IntStream survivors =
                    used <= EXHAUSTIVE_ROWS
                            ? IntStream.range(0, used)
                            : new FirstStage(rows, used)
                                    .scan(
                                            probe,
                                            below,
                                            LEAST_SURVIVORS + used / PEOPLE_PER_SURVIVOR)
                                    .rows();
            Map<FingerPosition, SourceAfis.Prepared> fingers = prepared(probe);
            List<Candidate> candidates =
                    survivors
                            .parallel()
                            .filter(row -> isSearched(row, below))
                            .mapToObj(row -> compare(fingers, row))
                            .filter(candidate -> decision.deservesALook(candidate, searched))
                            .toList();
            return decision.outcome(candidates, searched);
        } finally {
            erasing.readLock().unlock();
        }
    }

    private boolean isSearched(int row, PersonKey below) {
        long key = rows.key(row);
        return key != Rows.NOBODY && key < below.value();
    }

    private Candidate compare(Map<FingerPosition, SourceAfis.Prepared> probe, int row) {
        PersonKey person = new PersonKey(rows.key(row));
        Map<FingerPosition, Template> enrolled = rows.read(row).fingers();
        Map<FingerPosition, Double> scores = new EnumMap<>(FingerPosition.class);
        double sum = 0;
        for (Map.Entry<FingerPosition, SourceAfis.Prepared> finger : probe.entrySet()) {
            Template template = enrolled.get(finger.getKey());
            if (template != null) {
                double score =
                        SOURCE_AFIS.compare(finger.getValue(), SOURCE_AFIS.prepare(template));
                scores.put(finger.getKey(), score);
                sum += score;
            }
        }
        return new Candidate(person, sum, scores);
    }

    private static Map<FingerPosition, SourceAfis.Prepared> prepared(Prints prints) {
        EnumMap<FingerPosition, SourceAfis.Prepared> prepared = new EnumMap<>(FingerPosition.class);
        for (Map.Entry<FingerPosition, Template> finger : prints.fingers().entrySet()) {
            prepared.put(finger.getKey(), SOURCE_AFIS.prepare(finger.getValue()));
        }
        return prepared;
    }
}
