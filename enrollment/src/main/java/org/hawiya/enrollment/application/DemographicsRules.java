package org.hawiya.enrollment.application;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Which demographics are accepted, and in which form they are kept. */
final class DemographicsRules {
    static final int MAX_NAME = 80;
    static final int MAX_REFERENCE = 64;
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);
    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}\\p{M}' .\\-]+");
    private static final Pattern ARABIC =
            Pattern.compile("[\\p{IsArabic}\\p{M}' .\\-\\u200c\\u200d]+");
    private static final Pattern REFERENCE =
            Pattern.compile("[A-Za-z0-9/.-]{1," + MAX_REFERENCE + "}");
    private static final Set<String> ALPHA3 =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);
    private static final Map<String, String> ALPHA2_TO_3 =
            Set.of(Locale.getISOCountries()).stream()
                    .collect(
                            Collectors.toMap(
                                    Function.identity(),
                                    code -> Locale.of("", code).getISO3Country()));

    private DemographicsRules() {}

    /** The same in its kept form: Unicode NFC, single spaces, alpha-3. */
    static Demographics checked(Demographics given, LocalDate today) {
        if (given.birthDate().isAfter(today) || given.birthDate().isBefore(EARLIEST_BIRTH)) {
            throw invalid("birthDate is not between 1900 and today");
        }
        return new Demographics(
                new Names(
                        checked(given.names().en(), LATIN, "names.en"),
                        checked(given.names().ar(), ARABIC, "names.ar")),
                given.birthDate(),
                given.sex(),
                country(given.nationality()),
                given.category(),
                reference(given.healthCertificate()));
    }

    private static Names.Name checked(Names.Name name, Pattern script, String where) {
        return new Names.Name(
                checked(name.given(), script, where + ".given"),
                checked(name.family(), script, where + ".family"));
    }

    private static String checked(String name, Pattern script, String where) {
        String kept =
                Normalizer.normalize(name, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
        if (kept.isEmpty() || kept.length() > MAX_NAME || !script.matcher(kept).matches()) {
            throw invalid(where + " is not a name of 1 to " + MAX_NAME + " letters of its script");
        }
        return kept;
    }

    private static String country(String code) {
        String alpha3 = code.length() == 2 ? ALPHA2_TO_3.getOrDefault(code, code) : code;
        if (!ALPHA3.contains(alpha3)) {
            throw invalid("nationality is not a code of ISO 3166-1");
        }
        return alpha3;
    }

    private static @Nullable String reference(@Nullable String reference) {
        if (reference == null || reference.isBlank()) {
            return null;
        }
        if (!REFERENCE.matcher(reference).matches()) {
            throw invalid("healthCertificate is not a reference of letters, digits, / . -");
        }
        return reference;
    }

    private static Refusal invalid(String detail) {
        return new Refusal(ProblemType.DEMOGRAPHICS_INVALID, detail);
    }
}
