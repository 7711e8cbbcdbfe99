package org.hawiya.app.demo;

import org.hawiya.card.terminal.relay.FingerImage;
import org.hawiya.card.terminal.relay.FingerWanted;
import org.hawiya.card.terminal.relay.RelayRequest;
import org.hawiya.card.terminal.relay.Resident;
import org.hawiya.engine.FingerPosition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A holder who accepts and gives impression 3, then 4 of a finger that is asked for, then gives up.
 */
class LiveResident implements Resident {
    private static final int FIRST_LIVE_IMPRESSION = 3;
    private static final int LAST_LIVE_IMPRESSION = 4;

    private final Player player;
    private final List<Integer> triesSeen = new ArrayList<>();
    private int impression = FIRST_LIVE_IMPRESSION;

    LiveResident(Player player) {
        this.player = player;
    }

    @Override
    public boolean accepts(RelayRequest request) {
        return true;
    }

    @Override
    public Optional<FingerImage> finger(FingerWanted wanted) {
        triesSeen.add(wanted.triesLeft());
        while (impression <= LAST_LIVE_IMPRESSION) {
            int captured = impression++;
            for (FingerPosition position : wanted.positions()) {
                Optional<FingerImage> image = capture(position, captured);
                if (image.isPresent()) {
                    return image;
                }
            }
        }
        return Optional.empty();
    }

    /** What this resident puts on the sensor when {@code position} is asked for. */
    Optional<FingerImage> capture(FingerPosition position, int number) {
        return player.impression(position, number).map(print -> print.live(position));
    }

    /** The tries left, as the card told them before each finger. */
    List<Integer> triesSeen() {
        return List.copyOf(triesSeen);
    }
}
