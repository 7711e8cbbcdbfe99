package org.hawiya.enrollment.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What is answered when a request is granted.
 *
 * @param location where what was made is found, for 201
 * @param body a record, written as JSON
 */
public record Reply(int status, @Nullable String location, Record body) {

    public static Reply ok(Record body) {
        return new Reply(200, null, body);
    }

    public static Reply created(String location, Record body) {
        return new Reply(201, location, body);
    }
}
