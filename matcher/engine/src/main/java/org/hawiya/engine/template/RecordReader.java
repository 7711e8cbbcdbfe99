package org.hawiya.engine.template;

/** Reads big-endian fields of a record and refuses to run over its end. Not thread-safe. */
final class RecordReader {
    private final byte[] record;
    private int at;

    RecordReader(byte[] record) {
        this.record = record;
    }

    int at() {
        return at;
    }

    int remaining() {
        return record.length - at;
    }

    int u8(String field) {
        need(1, field);
        return record[at++] & 0xFF;
    }

    int u16(String field) {
        need(2, field);
        int value = (record[at] & 0xFF) << 8 | (record[at + 1] & 0xFF);
        at += 2;
        return value;
    }

    /** An unsigned 32-bit field. */
    long u32(String field) {
        return ((long) u16(field) << 16) | u16(field);
    }

    void skip(int bytes, String field) {
        need(bytes, field);
        at += bytes;
    }

    MalformedTemplateException malformed(String message) {
        return new MalformedTemplateException(message, at);
    }

    private void need(int bytes, String field) {
        if (bytes < 0 || remaining() < bytes) {
            throw new MalformedTemplateException("The record ends within " + field, record.length);
        }
    }
}
