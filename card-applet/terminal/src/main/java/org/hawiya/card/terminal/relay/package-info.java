/**
 * Owns the line between a server and a card in somebody's reader: numbered frames, consent, the
 * finger's envelope.
 */
@NullMarked
package org.hawiya.card.terminal.relay;

import org.jspecify.annotations.NullMarked;
