package org.hawiya.gateway.session;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.hawiya.card.terminal.FingerReference;
import org.hawiya.card.terminal.relay.FingerImage;
import org.hawiya.engine.extraction.Extractor;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.image.MalformedImageException;
import org.hawiya.engine.template.CompactTemplate;
import org.springframework.stereotype.Component;

/** From a live finger's image to what the card compares. Nothing of it is kept. */
@Component
class LiveFinger {
    private static final int DPI = 500;

    private final Extractor extractor = new Extractor();

    /** Extraction fills a core for some 25 ms; more at once would only make all of them late. */
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());

    /** Empty when the image can't be read, or shows too little for the card to compare. */
    Optional<byte[]> compactTemplate(FingerImage finger) {
        byte[] file = finger.image();
        cores.acquireUninterruptibly();
        try {
            GrayImage image = ImageCodec.read(file, DPI);
            byte[] template =
                    CompactTemplate.encode(
                            extractor.extract(image).template(), FingerReference.MAX_MINUTIAE);
            Arrays.fill(image.pixels(), (byte) 0);
            boolean enough =
                    template.length >= FingerReference.MIN_MINUTIAE * CompactTemplate.MINUTIA_BYTES;
            return enough ? Optional.of(template) : Optional.empty();
        } catch (MalformedImageException e) {
            return Optional.empty();
        } finally {
            cores.release();
            Arrays.fill(file, (byte) 0);
        }
    }
}
