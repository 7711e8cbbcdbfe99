package org.hawiya.gateway.records;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One thing that enrolment says happened. The newest word on a person or a card replaces the older.
 */
sealed interface FeedEvent {
    /** What enrolment calls an identity that may be asserted. */
    Set<String> ACTIVE_IDENTITY = Set.of("ACTIVE");

    record IdentityChanged(Person person) implements FeedEvent {}

    record CardChanged(Card card) implements FeedEvent {}

    /**
     * Reads one event. An event that is not understood stops the feed: it may be a revocation.
     *
     * @throws MalformedFeedException with the name of the field that is wrong, never its content
     */
    static FeedEvent read(JsonNode event) {
        String type = text(event, "type");
        return switch (type) {
            case "IDENTITY" -> new IdentityChanged(person(event));
            case "CARD" -> new CardChanged(card(event));
            default -> throw new MalformedFeedException("type: " + type + " is not known here");
        };
    }

    private static Person person(JsonNode event) {
        return new Person(
                personId(event),
                text(event, "identityNumber"),
                name(event, "en"),
                name(event, "ar"),
                date(event, "birthDate"),
                text(event, "nationality"),
                ACTIVE_IDENTITY.contains(text(event, "status")));
    }

    private static Card card(JsonNode event) {
        return new Card(
                serial(event),
                personId(event),
                Card.Status.of(text(event, "status")),
                number(event, "keyVersion"));
    }

    private static Person.Name name(JsonNode event, String language) {
        JsonNode name = event.path("names").path(language);
        return new Person.Name(text(name, "given"), text(name, "family"));
    }

    private static PersonId personId(JsonNode event) {
        try {
            return new PersonId(UUID.fromString(text(event, "personId")));
        } catch (IllegalArgumentException e) {
            throw new MalformedFeedException("personId: not a UUID");
        }
    }

    private static LocalDate date(JsonNode event, String field) {
        try {
            return LocalDate.parse(text(event, field));
        } catch (DateTimeException e) {
            throw new MalformedFeedException(field + ": not a date");
        }
    }

    private static Card.Serial serial(JsonNode event) {
        try {
            return new Card.Serial(HexFormat.of().parseHex(text(event, "serial")));
        } catch (IllegalArgumentException e) {
            throw new MalformedFeedException("serial: not 16 bytes in hexadecimal");
        }
    }

    private static int number(JsonNode event, String field) {
        JsonNode value = event.path(field);
        if (!value.isInt()) {
            throw new MalformedFeedException(field + ": not a number");
        }
        return value.intValue();
    }

    private static String text(JsonNode event, String field) {
        JsonNode value = event.path(field);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new MalformedFeedException(field + ": missing or not text");
        }
        return value.stringValue();
    }
}
