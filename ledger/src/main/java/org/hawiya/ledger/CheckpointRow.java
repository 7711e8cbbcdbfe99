package org.hawiya.ledger;

/** A row of {@code ledger.checkpoint} as it lies there, believed in nothing. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record CheckpointRow(long size, String note, byte[] frontier) {}
