package org.hawiya.card.terminal.relay;

import java.util.Optional;

/** The person at the reader, or the page or command that asks them. */
public interface Resident {

    /** Shows who asks and what for; true to go on. Called before anything reaches the card. */
    boolean accepts(RelayRequest request);

    /** Takes a live finger; empty to give up. */
    Optional<FingerImage> finger(FingerWanted wanted);
}
