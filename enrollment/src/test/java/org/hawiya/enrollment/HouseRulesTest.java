package org.hawiya.enrollment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.adjudication.Examination;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.Category;
import org.hawiya.enrollment.application.Sex;
import org.hawiya.enrollment.capture.ExceptionReason;
import org.hawiya.enrollment.issuance.Card;
import org.hawiya.enrollment.problem.ProblemType;
import org.junit.jupiter.api.Test;

/** What holds for all code of this server. */
class HouseRulesTest {
    private static final String ROOT = "org.hawiya.enrollment";
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void rulesKnowNoSpring() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .haveNameNotMatching(
                        ".*(Controller|Pages|Repository|Configuration|Advice|Server|Handler|Encoder|Properties|Answers|Route|Journal|Transactions|Idempotent|Authorities)([$].*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("only the edges are Spring's: the rules can be read and tested without it")
                .check(CLASSES);
    }

    @Test
    void sqlIsWrittenInRepositoriesOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(".*(Repository|Configuration)([$].*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc.core..")
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses().should().callMethod(Instant.class, "now").check(CLASSES);
        noClasses()
                .that()
                .doNotHaveSimpleName("WebConfiguration")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }

    @Test
    void repositoriesAreNobodyElsesBusiness() {
        CLASSES.stream()
                .filter(type ->
                        type.getSimpleName().endsWith("Repository")
                                || type.getSimpleName().endsWith("Controller"))
                .forEach(type ->
                        assertThat(type.getModifiers())
                                .as(type.getName())
                                .doesNotContain(
                                        com.tngtech.archunit.core.domain.JavaModifier.PUBLIC));
    }

    @Test
    void bothLanguagesSayTheSame() {
        Properties english = bundle("messages.properties");
        Properties arabic = bundle("messages_ar.properties");
        assertThat(arabic.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(arabic.getProperty(key)).as(key).isNotBlank();
            assertThat(placeholders(arabic.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    @Test
    void everyWordThatAPageCanSayIsThere() {
        Set<String> needed = new TreeSet<>();
        for (ProblemType type : ProblemType.values()) {
            needed.add("problem." + type.slug());
        }
        add(needed, "status.", Application.Status.values());
        add(needed, "case.", Examination.Status.values());
        add(needed, "case.decision.", Examination.Decision.values());
        add(needed, "card.", Card.Status.values());
        add(needed, "finger.", FingerPosition.values());
        add(needed, "reason.", ExceptionReason.values());
        add(needed, "sex.", Sex.values());
        add(needed, "category.", Category.values());
        Pattern used = Pattern.compile("#\\{([a-z][a-z.]*)[(}]");
        for (String template : templates()) {
            Matcher matcher = used.matcher(template);
            while (matcher.find()) {
                needed.add(matcher.group(1));
            }
        }
        assertThat(bundle("messages.properties").stringPropertyNames()).containsAll(needed);
    }

    @Test
    void pagesKeepToLogicalDirectionsAndThePolicy() {
        for (String template : templates()) {
            assertThat(template)
                    .doesNotContain("style=")
                    .doesNotContain("<script")
                    .doesNotContain("<style");
        }
    }

    private static void add(Set<String> needed, String prefix, Enum<?>[] values) {
        for (Enum<?> value : values) {
            needed.add(prefix + value.name());
        }
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{[0-9]}").matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Properties bundle(String name) {
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                HouseRulesTest.class.getResourceAsStream(
                                        "/enrollment/messages/" + name)),
                        StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.util.List<String> templates() {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/enrollment/templates"))) {
            return files.map(HouseRulesTest::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
