package org.hawiya.enrollment.outbox;

import java.util.UUID;
import org.hawiya.enrollment.vault.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Something of a person changed.
 *
 * @param card the card that changed; nothing when it was the identity itself
 */
public record OutboxEvent(long cursor, PersonId person, @Nullable UUID card) {}
