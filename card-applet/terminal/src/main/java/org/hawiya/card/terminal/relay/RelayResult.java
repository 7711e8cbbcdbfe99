package org.hawiya.card.terminal.relay;

/**
 * How it ended.
 *
 * @param outcome a short word for programs, for example {@code ACCEPTED}
 * @param message for the resident
 */
public record RelayResult(String outcome, Bilingual message) {}
