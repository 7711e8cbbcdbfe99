package org.hawiya.gateway.records;

import java.util.UUID;

/** The register's own name for a person; it never leaves the authority's servers. */
public record PersonId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
