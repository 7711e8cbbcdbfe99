package org.hawiya.enrollment.issuance;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.hawiya.card.terminal.DataGroup;
import org.hawiya.enrollment.application.Demographics;
import org.hawiya.enrollment.application.Names;
import org.hawiya.enrollment.register.Identity;

/**
 * The card-holder's data as they stand on the card: UTF-8, one value a line. A name that is too
 * long is cut, as ICAO 9303 does.
 */
final class CardContents {
    private static final int LATIN_BYTES = 80;
    private static final int ARABIC_BYTES = 118;

    private CardContents() {}

    static Map<DataGroup, byte[]> of(
            Identity identity, Demographics person, LocalDate from, LocalDate until) {
        Names names = person.names();
        Map<DataGroup, byte[]> groups = new EnumMap<>(DataGroup.class);
        groups.put(DataGroup.IDENTITY_NUMBER, lines(identity.number().value()));
        groups.put(
                DataGroup.NAMES,
                lines(
                        cut(names.en().given(), LATIN_BYTES),
                        cut(names.en().family(), LATIN_BYTES),
                        cut(names.ar().given(), ARABIC_BYTES),
                        cut(names.ar().family(), ARABIC_BYTES)));
        groups.put(
                DataGroup.BIRTH,
                lines(person.birthDate().toString(), person.sex().name(), person.nationality()));
        groups.put(DataGroup.VALIDITY, lines(from.toString(), until.toString()));
        return groups;
    }

    private static byte[] lines(String... values) {
        return String.join("\n", values).getBytes(StandardCharsets.UTF_8);
    }

    private static String cut(String text, int maxBytes) {
        String kept = text;
        while (kept.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept;
    }
}
