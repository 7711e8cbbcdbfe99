package org.hawiya.app.desk;

import org.hawiya.card.terminal.relay.FingerImage;
import org.hawiya.card.terminal.relay.FingerWanted;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.synthesis.PersonSynthesizer;
import org.hawiya.engine.synthesis.Preset;

/**
 * A finger of a synthetic person on the sensor.
 *
 * @param capture another number is another capture of the same finger
 */
record LiveFinger(long seed, FingerPosition finger, int capture) {
    /** Enrolment and second enrolment took the first two. */
    static final int FIRST_CAPTURE = 3;

    /**
     * The sensor knows nothing of positions: a wrong finger is taken for the one that was asked
     * for.
     */
    FingerImage captureFor(FingerWanted wanted) {
        FingerPosition claimed =
                wanted.positions().contains(finger) ? finger : wanted.positions().getFirst();
        return new FingerImage(
                claimed,
                ImageCodec.writePng(
                        new PersonSynthesizer()
                                .person(seed)
                                .impression(finger, capture, Preset.OPTICAL_GOOD)));
    }
}
