package org.hawiya.ledger;

import java.util.UUID;

/**
 * The register's own identifier of a person: the {@code personId} of the feed, which the
 * application has from its first moment. Both servers use the same one, so that the person's view
 * holds the entries of both.
 */
public record PersonRef(UUID value) {}
