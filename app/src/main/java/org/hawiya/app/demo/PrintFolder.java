package org.hawiya.app.demo;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.image.MalformedImageException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Real prints named {@code <person>_<finger>_<impression>.<extension>}, finger 1 to 10 taken as
 * ISO/IEC 19794-2 positions. Other files are ignored. Every image that the story will use is
 * decoded once beforehand, so that a broken file ends the run before anything is enrolled.
 */
final class PrintFolder implements Cast {
    private static final Pattern NAME =
            Pattern.compile(
                    "(.+)_(\\d{1,2})_(\\d{1,3})\\.(tif|tiff|png|bmp|jpg|jpeg|wsq)",
                    Pattern.CASE_INSENSITIVE);

    /** Enrolment, second enrolment, login, second try of the login. */
    private static final int IMPRESSIONS_USED = 4;

    private final List<Player> players;

    private PrintFolder(List<Player> players) {
        this.players = players;
    }

    /**
     * Reads a folder.
     *
     * @param people the most people to take, in the order of their names
     * @throws CommandFailure when the folder has no person, or an image cannot be read
     */
    static PrintFolder read(Path folder, int dpi, int people) {
        SortedMap<String, SortedMap<FingerPosition, SortedMap<Integer, Path>>> found =
                new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> sortIn(file, found));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    "the folder " + folder + " cannot be read: does it exist, may you read it?",
                    e);
        }
        List<Player> players =
                found.entrySet().stream()
                        .limit(people)
                        .<Player>map(entry -> new Person(entry.getKey(), entry.getValue(), dpi))
                        .toList();
        if (players.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    "no person in "
                            + folder
                            + ": prints are named <person>_<finger"
                            + " 1-10>_<impression>.<tif|png|bmp|jpg|wsq>");
        }
        found.values().stream().limit(people).forEach(fingers -> requireReadable(fingers, dpi));
        return new PrintFolder(players);
    }

    private static void sortIn(
            Path file,
            SortedMap<String, SortedMap<FingerPosition, SortedMap<Integer, Path>>> found) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            return;
        }
        int finger = Integer.parseInt(matcher.group(2));
        if (finger < 1 || finger > 10) {
            return;
        }
        found.computeIfAbsent(matcher.group(1), name -> new TreeMap<>())
                .computeIfAbsent(FingerPosition.ofCode(finger), position -> new TreeMap<>())
                .put(Integer.parseInt(matcher.group(3)), file);
    }

    private static void requireReadable(
            SortedMap<FingerPosition, SortedMap<Integer, Path>> fingers, int dpi) {
        for (Map<Integer, Path> impressions : fingers.values()) {
            impressions.entrySet().stream()
                    .filter(entry -> entry.getKey() <= IMPRESSIONS_USED)
                    .forEach(entry -> requireReadable(entry.getValue(), dpi));
        }
    }

    private static void requireReadable(Path file, int dpi) {
        try {
            ImageCodec.read(bytes(file), dpi);
        } catch (MalformedImageException e) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    "the image "
                            + file
                            + " cannot be used: "
                            + e.getMessage()
                            + " Replace or remove it.",
                    e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.INPUT, "the file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Player> players() {
        return players;
    }

    private record Person(
            String label, SortedMap<FingerPosition, SortedMap<Integer, Path>> impressions, int dpi)
            implements Player {
        @Override
        public SortedSet<FingerPosition> fingers() {
            return Collections.unmodifiableSortedSet(new java.util.TreeSet<>(impressions.keySet()));
        }

        @Override
        public Optional<PrintImage> impression(FingerPosition finger, int impression) {
            return Optional.ofNullable(impressions.get(finger))
                    .map(byNumber -> byNumber.get(impression))
                    .map(file -> new PrintImage(bytes(file), dpi));
        }
    }
}
