package org.hawiya.engine.gallery;

/**
 * The figures of one benchmark; the component names are the names in its JSON.
 *
 * @param bytesPerPrint everything the gallery keeps, codes, templates and tables
 * @param coreSecondsPerSearch processor time of the whole process, both stages and the decision
 * @param mateRankedFirst mates that were the first candidate
 * @param mateFound mates among the candidates that were presented
 * @param nonMateHits searches of strangers that presented anybody
 * @param sourceAfisComparisonsPerSecond on one core, templates ready in memory
 * @param speedupOverExhaustive core time of comparing every print with SourceAFIS, over that of a
 *     search
 */
public record GalleryBenchmarkReport(
        int people,
        double printsPerPerson,
        double bytesPerPrint,
        double residentMiB,
        double buildSeconds,
        double searchMillisMedian,
        double searchMillisP95,
        double coreSecondsPerSearch,
        int mateSearches,
        int mateRankedFirst,
        int mateFound,
        int nonMateSearches,
        int nonMateHits,
        double sourceAfisComparisonsPerSecond,
        double speedupOverExhaustive) {}
