package org.hawiya.app.demo;

import org.hawiya.card.terminal.relay.FingerImage;
import org.hawiya.engine.FingerPosition;

import java.util.Optional;

/**
 * Somebody with another one's card, who puts a finger of their own on the sensor and says it is the
 * one asked for.
 */
final class Impostor extends LiveResident {
    private final Player impostor;
    private boolean tried;

    Impostor(Player impostor) {
        super(impostor);
        this.impostor = impostor;
    }

    @Override
    Optional<FingerImage> capture(FingerPosition position, int number) {
        if (tried) {
            return Optional.empty();
        }
        Optional<FingerImage> image = anyFinger(position, number);
        tried = image.isPresent();
        return image;
    }

    private Optional<FingerImage> anyFinger(FingerPosition claimed, int number) {
        return impostor.impression(claimed, number)
                .or(() ->
                        impostor.fingers().stream()
                                .flatMap(finger -> impostor.impression(finger, number).stream())
                                .findFirst())
                .map(print -> print.live(claimed));
    }
}
