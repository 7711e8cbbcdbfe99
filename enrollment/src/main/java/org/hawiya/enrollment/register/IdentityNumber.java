package org.hawiya.enrollment.register;

import java.util.regex.Pattern;

/**
 * {@code 784-YYYY-NNNNNNN-C}: country (ISO 3166-1 numeric), year of birth, serial, Luhn check digit
 * over the fourteen digits before it. Given once, never changed, never given to another person.
 */
public record IdentityNumber(String value) {
    static final int SERIALS = 10_000_000;
    private static final Pattern FORM = Pattern.compile("[0-9]{3}-[0-9]{4}-[0-9]{7}-[0-9]");

    /**
     * @throws IllegalArgumentException when the form or the check digit is wrong
     */
    public IdentityNumber {
        if (!FORM.matcher(value).matches() || luhnSum(value, false) % 10 != 0) {
            throw new IllegalArgumentException("not an identity number");
        }
    }

    static IdentityNumber of(String country, int birthYear, int serial) {
        String payload = "%s-%04d-%07d-".formatted(country, birthYear, serial);
        return new IdentityNumber(payload + (10 - luhnSum(payload, true) % 10) % 10);
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }

    /** ISO/IEC 7812-1, annex B: from the right every second digit doubled, its digits added. */
    private static int luhnSum(String text, boolean lastIsDoubled) {
        int sum = 0;
        boolean doubled = lastIsDoubled;
        for (int i = text.length() - 1; i >= 0; i--) {
            if (text.charAt(i) != '-') {
                int digit = Character.digit(text.charAt(i), 10) * (doubled ? 2 : 1);
                sum += digit > 9 ? digit - 9 : digit;
                doubled = !doubled;
            }
        }
        return sum;
    }
}
