package org.hawiya.enrollment.issuance;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hawiya.card.terminal.CardException;
import org.hawiya.card.terminal.CardTransportException;
import org.hawiya.card.terminal.relay.FrameLink;
import org.hawiya.card.terminal.relay.RelayFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.BinaryWebSocketHandler;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** The WebSocket end of the relay: lets in who has the session's token, and carries frames. */
final class RelayHandler extends BinaryWebSocketHandler implements HandshakeInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(RelayHandler.class);
    private static final String SESSION = RelayHandler.class.getName() + ".session";
    private static final String LINK = RelayHandler.class.getName() + ".link";
    private static final String BEARER = "Bearer ";
    private static final int SEND_MILLIS = 10_000;

    private final RelaySessions sessions;
    private final PersonalisationDesk desk;

    RelayHandler(RelaySessions sessions, PersonalisationDesk desk) {
        this.sessions = sessions;
        this.desk = desk;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        Optional<RelaySessions.Session> session = session(request);
        if (session.isEmpty()) {
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            return false;
        }
        attributes.put(SESSION, session.get());
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        socket.setBinaryMessageSizeLimit(RelayFrame.MAX_BYTES);
        Link link =
                new Link(
                        new ConcurrentWebSocketSessionDecorator(
                                socket, SEND_MILLIS, 2 * RelayFrame.MAX_BYTES));
        socket.getAttributes().put(LINK, link);
        RelaySessions.Session session = sessionOf(socket);
        session.line.attach(link);
        if (session.begin()) {
            Thread.ofVirtual().name("personalisation").start(() -> run(session));
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message)
            throws IOException {
        byte[] bytes = new byte[message.getPayloadLength()];
        message.getPayload().get(bytes);
        try {
            sessionOf(socket).line.received(bytes);
        } catch (CardException e) {
            socket.close(CloseStatus.PROTOCOL_ERROR);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        try {
            socket.close(CloseStatus.NOT_ACCEPTABLE);
        } catch (IOException e) {
            LOG.debug("the line was gone already", e);
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        if (socket.getAttributes().get(LINK) instanceof Link link) {
            sessionOf(socket).line.detached(link);
        }
    }

    private void run(RelaySessions.Session session) {
        try {
            desk.serve(session.card, session.line);
        } catch (RuntimeException e) {
            // The edge of this thread: the other side sees the line close, the order can be taken
            // up again.
            LOG.error(
                    "personalisation of card {} failed: {}", session.card, e.getClass().getName());
            LOG.debug("{}", session.card, e);
        } finally {
            sessions.end(session);
        }
    }

    private Optional<RelaySessions.Session> session(ServerHttpRequest request) {
        String path = request.getURI().getPath();
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
            return sessions.find(id, authorization.substring(BEARER.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RelaySessions.Session sessionOf(WebSocketSession socket) {
        return (RelaySessions.Session)
                java.util.Objects.requireNonNull(socket.getAttributes().get(SESSION));
    }

    /** One connection. */
    private record Link(WebSocketSession socket) implements FrameLink {
        @Override
        public void send(byte[] message) {
            try {
                socket.sendMessage(new BinaryMessage(message));
            } catch (IOException | IllegalStateException e) {
                throw new CardTransportException("the line to the reader is gone", e);
            }
        }

        @Override
        public void close() {
            try {
                socket.close(CloseStatus.NORMAL);
            } catch (IOException e) {
                LOG.debug("the line was gone already", e);
            }
        }
    }
}
