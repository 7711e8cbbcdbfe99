package org.hawiya.engine.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The images of a folder, each with its finger and impression as its name tells them.
 *
 * @param dpi resolution of every image of the set
 */
public record ImageSet(Path folder, int dpi, List<Impression> impressions) {
    /**
     * {@code <finger>_<impression>.<ext>}; what stands before the last underscore is the finger.
     */
    public static final String DEFAULT_PATTERN =
            "(?i)(.+)_([^_]+)\\.(?:tif|tiff|png|bmp|jpg|jpeg|wsq|jp2)";

    static final int MAX_IMPRESSIONS = 100_000;

    /** One image; fingers of the same name are the same finger. */
    public record Impression(String finger, String number, Path file) {}

    public ImageSet {
        impressions = List.copyOf(impressions);
    }

    /**
     * Lists a folder (not its subfolders) in the order of finger and impression; files that do not
     * match are ignored.
     *
     * @param pattern a regular expression over the whole file name; group 1 is the finger, group 2
     *     the impression
     * @throws UnusableImagesException when the folder, the pattern or what they give is of no use
     */
    public static ImageSet of(Path folder, String pattern, int dpi) {
        Pattern compiled = compile(pattern);
        List<Impression> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> {
                        Matcher matcher = compiled.matcher(String.valueOf(file.getFileName()));
                        if (matcher.matches()) {
                            found.add(new Impression(group(matcher, 1), group(matcher, 2), file));
                        }
                    });
        } catch (IOException e) {
            throw new UnusableImagesException("The folder " + folder + " cannot be read.", e);
        }
        if (found.isEmpty() || found.size() > MAX_IMPRESSIONS) {
            throw new UnusableImagesException(
                    "The folder "
                            + folder
                            + " holds "
                            + found.size()
                            + " images whose names match "
                            + pattern
                            + "; 1 to "
                            + MAX_IMPRESSIONS
                            + " can be evaluated.");
        }
        found.sort(
                Comparator.comparing(Impression::finger, ImageSet::byNumberThenText)
                        .thenComparing(Impression::number, ImageSet::byNumberThenText));
        return new ImageSet(folder, dpi, found);
    }

    private static Pattern compile(String pattern) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            if (compiled.matcher("").groupCount() != 2) {
                throw new UnusableImagesException(
                        "The pattern "
                                + pattern
                                + " must have two groups: the finger and the impression.");
            }
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new UnusableImagesException(
                    "The pattern is no regular expression: " + e.getDescription() + ".", e);
        }
    }

    private static String group(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? "" : text;
    }

    private static int byNumberThenText(String a, String b) {
        boolean numbers = a.matches("\\d{1,9}") && b.matches("\\d{1,9}");
        int byNumber = numbers ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : 0;
        return byNumber != 0 ? byNumber : a.compareTo(b);
    }
}
