package org.hawiya.card.terminal.relay;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import org.hawiya.engine.FingerPosition;

/**
 * What the resident is shown before anything happens.
 *
 * @param requester who asks
 * @param purpose what for
 * @param claims the names of what would be told about the resident
 * @param matchingCode the same code stands on the page that started it
 * @param fingers that would be accepted; empty when only the card knows
 * @param sessionKey public half of the key the finger's image is encrypted to
 */
public record RelayRequest(
        Bilingual requester,
        Bilingual purpose,
        List<String> claims,
        String matchingCode,
        List<FingerPosition> fingers,
        ECKey sessionKey) {

    public RelayRequest {
        claims = List.copyOf(claims);
        fingers = List.copyOf(fingers);
        sessionKey = sessionKey.toPublicJWK();
    }
}
