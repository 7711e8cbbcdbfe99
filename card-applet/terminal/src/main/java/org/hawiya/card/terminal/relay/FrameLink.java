package org.hawiya.card.terminal.relay;

import org.hawiya.card.terminal.CardTransportException;

/**
 * The server's end of one WebSocket: sends whole binary messages. What arrives is handed to {@link
 * RelayedCard#received}. Must be safe to call from any thread.
 */
public interface FrameLink {

    void send(byte[] message) throws CardTransportException;

    void close();
}
