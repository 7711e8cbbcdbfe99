package org.hawiya.card.terminal.relay;

/** One text in the two languages. */
public record Bilingual(String en, String ar) {}
