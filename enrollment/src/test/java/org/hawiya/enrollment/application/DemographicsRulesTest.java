package org.hawiya.enrollment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.hawiya.enrollment.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemographicsRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void namesAreKeptInOneForm() {
        Demographics kept =
                DemographicsRules.checked(with("  Jose\u0301   Maria ", "عبد  الله"), TODAY);
        assertThat(kept.names().en().given()).isEqualTo("José Maria");
        assertThat(kept.names().ar().given()).isEqualTo("عبد الله");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Mari<am", "مريم", "Ali\u202eevil", "1234"})
    void aNameOfAnotherScriptOrWithSignsIsRefused(String given) {
        assertThatThrownBy(() -> DemographicsRules.checked(with(given, "علي"), TODAY))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"AE, ARE", "ARE, ARE", "IN, IND"})
    void aCountryIsKeptAsThreeLetters(String given, String kept) {
        assertThat(DemographicsRules.checked(from(given), TODAY).nationality()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "ABC", "ar", "", "ARAB"})
    void anUnknownCountryIsRefused(String given) {
        assertThatThrownBy(() -> DemographicsRules.checked(from(given), TODAY))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whoIsNotBornYetIsRefused() {
        Demographics tomorrow = born(TODAY.plusDays(1));
        assertThatThrownBy(() -> DemographicsRules.checked(tomorrow, TODAY))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aChildIsOneUntilTheFifteenthBirthday() {
        assertThat(born(TODAY.minusYears(15).plusDays(1)).isChild(TODAY)).isTrue();
        assertThat(born(TODAY.minusYears(15)).isChild(TODAY)).isFalse();
    }

    private static Demographics with(String given, String givenArabic) {
        return new Demographics(
                new Names(new Names.Name(given, "Haddad"), new Names.Name(givenArabic, "حداد")),
                LocalDate.of(1990, 1, 1),
                Sex.MALE,
                "ARE",
                Category.CITIZEN,
                null);
    }

    private static Demographics from(String country) {
        return new Demographics(
                with("Ali", "علي").names(),
                LocalDate.of(1990, 1, 1),
                Sex.MALE,
                country,
                Category.CITIZEN,
                null);
    }

    private static Demographics born(LocalDate day) {
        return new Demographics(
                with("Ali", "علي").names(), day, Sex.MALE, "ARE", Category.CITIZEN, null);
    }
}
