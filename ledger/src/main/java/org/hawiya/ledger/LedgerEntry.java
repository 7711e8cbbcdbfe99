package org.hawiya.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One act, without personal data.
 *
 * @param at when, to the microsecond (finer parts are cut off)
 */
public record LedgerEntry(
        LedgerEvent event, Subject subject, Actor actor, Instant at, Detail detail) {
    public LedgerEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
