package org.hawiya.engine.gallery;

import com.sun.management.OperatingSystemMXBean;

import org.hawiya.engine.comparison.SourceAfis;
import org.hawiya.engine.evaluation.Progress;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Builds a gallery of a stated size and searches it, one search after the other, with people who
 * are in it and people who are not. Probes are made before the clock runs.
 */
public final class GalleryBenchmark {
    private static final int COMPARED_PRINTS = 200;
    private static final int WARM_UP_SEARCHES = 3;
    private static final double NANOS = 1e9;

    private GalleryBenchmark() {}

    /** Where the people come from; called from several threads. */
    public interface People {
        /** The prints a person is enrolled with. */
        Prints enrolled(long person);

        /** The same fingers, taken another time. */
        Prints again(long person);
    }

    /** How much to measure; strangers are people whose numbers follow those of the gallery. */
    public record Settings(int people, int mateSearches, int nonMateSearches) {
        public Settings {
            if (people < 1 || mateSearches < 1 || mateSearches > people || nonMateSearches < 0) {
                throw new IllegalArgumentException(
                        "A benchmark needs people, and at most as many mates as people.");
            }
        }
    }

    private record Search(boolean mate, long person, Prints probe) {}

    /** Runs the benchmark in this process; the gallery is forgotten afterwards. */
    public static GalleryBenchmarkReport run(Settings settings, People people, Progress progress) {
        Gallery gallery = new Gallery();
        long start = System.nanoTime();
        build(gallery, settings.people(), people, progress);
        double buildSeconds = (System.nanoTime() - start) / NANOS;
        List<Search> searches = searches(settings, people);
        searches.stream().limit(WARM_UP_SEARCHES).forEach(search -> outcome(gallery, search));
        double[] millis = new double[searches.size()];
        int first = 0;
        int found = 0;
        int falsely = 0;
        long coreNanos = coreNanos();
        for (int i = 0; i < millis.length; i++) {
            Search search = searches.get(i);
            long begin = System.nanoTime();
            List<Candidate> candidates = outcome(gallery, search);
            millis[i] = (System.nanoTime() - begin) / 1e6;
            PersonKey person = new PersonKey(search.person);
            if (!search.mate) {
                falsely += candidates.isEmpty() ? 0 : 1;
            } else if (candidates.stream().anyMatch(c -> c.person().equals(person))) {
                found++;
                first += candidates.getFirst().person().equals(person) ? 1 : 0;
            }
            progress.advanced("searching", i + 1, millis.length);
        }
        double coreSeconds = (coreNanos() - coreNanos) / NANOS / millis.length;
        double perSecond = comparisonsPerSecond(people);
        Arrays.sort(millis);
        double prints = gallery.prints();
        return new GalleryBenchmarkReport(
                settings.people(),
                prints / settings.people(),
                gallery.bytes() / prints,
                residentMebibytes(),
                buildSeconds,
                millis[millis.length / 2],
                millis[(int) (0.95 * (millis.length - 1))],
                coreSeconds,
                settings.mateSearches(),
                first,
                found,
                settings.nonMateSearches(),
                falsely,
                perSecond,
                prints / perSecond / coreSeconds);
    }

    private static void build(Gallery gallery, int count, People people, Progress progress) {
        AtomicLong done = new AtomicLong();
        long every = Math.max(1, count / 100);
        LongStream.range(0, count)
                .parallel()
                .forEach(person -> {
                    gallery.put(new PersonKey(person), people.enrolled(person));
                    long enrolled = done.incrementAndGet();
                    if (enrolled % every == 0) {
                        synchronized (done) {
                            progress.advanced("enrolling", enrolled, count);
                        }
                    }
                });
    }

    private static List<Search> searches(Settings settings, People people) {
        List<Search> searches = new ArrayList<>();
        for (int i = 0; i < settings.mateSearches(); i++) {
            long person = (long) i * settings.people() / settings.mateSearches();
            searches.add(new Search(true, person, people.again(person)));
        }
        for (int i = 0; i < settings.nonMateSearches(); i++) {
            long person = (long) settings.people() + i;
            searches.add(new Search(false, person, people.enrolled(person)));
        }
        return searches;
    }

    private static List<Candidate> outcome(Gallery gallery, Search search) {
        return switch (gallery.search(search.probe, new PersonKey(Long.MAX_VALUE))) {
            case SearchOutcome.NoHit() -> List.of();
            case SearchOutcome.Examine(List<Candidate> candidates) -> candidates;
            case SearchOutcome.Hit(List<Candidate> candidates) -> candidates;
        };
    }

    /** One core, templates ready in memory: the best that an exhaustive search could do. */
    private static double comparisonsPerSecond(People people) {
        SourceAfis sourceAfis = new SourceAfis();
        List<SourceAfis.Prepared> prints =
                LongStream.range(0, COMPARED_PRINTS)
                        .boxed()
                        .flatMap(person ->
                                people.enrolled(person).fingers().values().stream().limit(1))
                        .map(sourceAfis::prepare)
                        .toList();
        double sum = 0;
        long begin = 0;
        int compared = 0;
        // The first probes warm the machine up and are not counted.
        int warm = prints.size() / 5;
        for (int probe = 0; probe < prints.size(); probe++) {
            if (probe == warm) {
                begin = threadNanos();
                compared = 0;
            }
            for (SourceAfis.Prepared candidate : prints) {
                sum += sourceAfis.compare(prints.get(probe), candidate);
                compared++;
            }
        }
        return sum < 0 ? 0 : compared * NANOS / Math.max(1, threadNanos() - begin);
    }

    private static long threadNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long coreNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double residentMebibytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                }
            }
        } catch (IOException e) {
            // not Linux: the heap is all we can tell
        }
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1048576.0;
    }
}
