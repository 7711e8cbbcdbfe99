package org.hawiya.ledger;

/**
 * A row of {@code ledger.entry} as it lies there, believed in nothing. The arrays are the reader's
 * own and are not copied.
 */
@SuppressWarnings(
        "ArrayRecordComponent") // compared by nobody; copying them would halve the verifier's speed
record EntryRow(
        long index,
        short event,
        long atMicros,
        byte[] subject,
        short actorKind,
        String actor,
        byte[] detail,
        byte[] hashes) {}
