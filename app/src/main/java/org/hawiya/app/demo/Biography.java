package org.hawiya.app.demo;

import java.time.LocalDate;
import java.util.List;

/**
 * What a person of the story says about themselves at the desk. Made up, by number: the same number
 * tells the same.
 */
record Biography(
        String givenEn,
        String familyEn,
        String givenAr,
        String familyAr,
        LocalDate birthDate,
        String sex,
        String nationality,
        String category) {
    private record Name(String en, String ar) {}

    private static final List<Name> WOMEN =
            List.of(
                    new Name("Maryam", "مريم"),
                    new Name("Fatima", "فاطمة"),
                    new Name("Aisha", "عائشة"),
                    new Name("Noura", "نورة"),
                    new Name("Shamma", "شما"),
                    new Name("Latifa", "لطيفة"),
                    new Name("Hessa", "حصة"),
                    new Name("Salama", "سلامة"));
    private static final List<Name> MEN =
            List.of(
                    new Name("Saeed", "سعيد"),
                    new Name("Khalifa", "خليفة"),
                    new Name("Rashid", "راشد"),
                    new Name("Sultan", "سلطان"),
                    new Name("Omar", "عمر"),
                    new Name("Hamad", "حمد"),
                    new Name("Majid", "ماجد"),
                    new Name("Yousef", "يوسف"));
    private static final List<Name> FAMILIES =
            List.of(
                    new Name("Al Mazrouei", "المزروعي"),
                    new Name("Al Suwaidi", "السويدي"),
                    new Name("Al Ketbi", "الكتبي"),
                    new Name("Al Shamsi", "الشامسي"),
                    new Name("Al Nuaimi", "النعيمي"),
                    new Name("Al Zaabi", "الزعابي"),
                    new Name("Al Marri", "المري"));

    /** The life of person number {@code n}, from 0. */
    static Biography of(int n) {
        boolean woman = n % 2 == 0;
        List<Name> given = woman ? WOMEN : MEN;
        Name first = given.get(n / 2 % given.size());
        Name family = FAMILIES.get(n * 3 % FAMILIES.size());
        LocalDate born = LocalDate.of(1962, 3, 1).plusDays(n * 1_117L % (365L * 40));
        return new Biography(
                first.en(),
                family.en(),
                first.ar(),
                family.ar(),
                born,
                woman ? "FEMALE" : "MALE",
                "ARE",
                "CITIZEN");
    }

    /** Whom the same person pretends to be when they come again. */
    static Biography pretended(int n) {
        Biography other = of(n + 101);
        Biography own = of(n);
        return new Biography(
                other.givenEn,
                other.familyEn,
                other.givenAr,
                other.familyAr,
                own.birthDate.plusDays(400),
                own.sex,
                own.nationality,
                own.category);
    }

    String nameEn() {
        return givenEn + " " + familyEn;
    }

    String nameAr() {
        return givenAr + " " + familyAr;
    }
}
