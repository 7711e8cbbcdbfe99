package org.hawiya.gateway.session;

import java.io.IOException;
import java.time.Duration;
import org.hawiya.card.terminal.CardTransportException;
import org.hawiya.card.terminal.relay.FrameLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.SessionLimitExceededException;

/** One WebSocket as the relay sees it. Safe to call from any thread. */
final class WebSocketLink implements FrameLink {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketLink.class);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int SEND_MILLIS = 10_000;
    private static final int BUFFER_BYTES = 1024 * 1024;

    private final WebSocketSession session;

    WebSocketLink(WebSocketSession session) {
        this.session = new ConcurrentWebSocketSessionDecorator(session, SEND_MILLIS, BUFFER_BYTES);
    }

    @Override
    public void send(byte[] message) {
        try {
            session.sendMessage(new BinaryMessage(message));
        } catch (IOException | IllegalStateException | SessionLimitExceededException e) {
            throw new CardTransportException("the relay's line is gone", e);
        }
    }

    /**
     * Leaves the closing to the other side for a moment: whoever is closed in the middle of its own
     * closing may lose the result that came just before.
     */
    @Override
    public void close() {
        Thread.ofVirtual().name("relay-close").start(this::closeSoon);
    }

    private void closeSoon() {
        try {
            Thread.sleep(GRACE);
            session.close(CloseStatus.NORMAL);
        } catch (IOException e) {
            LOG.debug("a relay's line was gone before it was closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
