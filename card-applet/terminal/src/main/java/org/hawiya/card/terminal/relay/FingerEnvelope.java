package org.hawiya.card.terminal.relay;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import org.hawiya.card.terminal.CardProtocolException;
import org.hawiya.engine.FingerPosition;

/**
 * The live finger on its way to the server: a JWE in compact form, ECDH-ES to the session's own
 * key, A256GCM, with the finger's ISO code in the protected header {@code position}.
 */
public final class FingerEnvelope {

    private static final String POSITION = "position";

    private FingerEnvelope() {}

    /** Encrypts; a fresh ephemeral key each time. */
    public static String seal(FingerImage finger, ECKey sessionKey) {
        try {
            var header =
                    new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                            .customParam(POSITION, finger.position().code())
                            .build();
            var envelope = new JWEObject(header, new Payload(finger.image()));
            envelope.encrypt(new ECDHEncrypter(sessionKey));
            return envelope.serialize();
        } catch (JOSEException e) {
            throw new CardProtocolException.Malformed("No key for the finger: " + e.getMessage());
        }
    }

    /**
     * Decrypts.
     *
     * @param sessionKey with its private half
     * @throws CardProtocolException.Malformed when it is altered, for another key, or no envelope
     */
    public static FingerImage open(String envelope, ECKey sessionKey) {
        try {
            JWEObject jwe = JWEObject.parse(envelope);
            if (!JWEAlgorithm.ECDH_ES.equals(jwe.getHeader().getAlgorithm())
                    || !EncryptionMethod.A256GCM.equals(jwe.getHeader().getEncryptionMethod())
                    || jwe.getHeader().getCompressionAlgorithm() != null
                    || !(jwe.getHeader().getCustomParam(POSITION) instanceof Number code)
                    || code.intValue() < 1
                    || code.intValue() > 10) {
                throw new CardProtocolException.Malformed("The finger's envelope has another form");
            }
            jwe.decrypt(new ECDHDecrypter(sessionKey));
            return new FingerImage(
                    FingerPosition.ofCode(code.intValue()), jwe.getPayload().toBytes());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new CardProtocolException.Malformed("The finger's envelope cannot be opened");
        }
    }
}
