package org.hawiya.card.terminal;

import java.nio.file.Path;

/** The real applet in a simulated card. */
public final class SimulatedCard implements CardChannel {

    private SimulatedCard() {}

    @SuppressWarnings("DoNotCallSuggester")
    public static SimulatedCard manufacture(
            Path stateFile, CardSerial serial, TransportKey transportKey, TrustPoint gatewayCa) {
        throw new UnsupportedOperationException("SimulatedCard is being built");
    }

    @SuppressWarnings("DoNotCallSuggester")
    public static SimulatedCard load(Path stateFile) {
        throw new UnsupportedOperationException("SimulatedCard is being built");
    }

    @Override
    public byte[] transceive(byte[] commandApdu) {
        throw new UnsupportedOperationException("SimulatedCard is being built");
    }

    @Override
    public void close() {}
}
