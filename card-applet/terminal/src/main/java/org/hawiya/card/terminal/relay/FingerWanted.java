package org.hawiya.card.terminal.relay;

import java.util.List;
import org.hawiya.engine.FingerPosition;

/**
 * The server asks for a live finger.
 *
 * @param positions any of these will do
 * @param triesLeft before the finger is blocked
 */
public record FingerWanted(List<FingerPosition> positions, int triesLeft) {

    public FingerWanted {
        positions = List.copyOf(positions);
    }
}
