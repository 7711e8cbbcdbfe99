package org.hawiya.gateway.session;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hawiya.card.terminal.CardProtocolException;
import org.hawiya.card.terminal.relay.RelayFrame;
import org.hawiya.card.terminal.relay.RelayedCard;
import org.hawiya.gateway.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.BinaryWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** {@code /relay/{sessionId}}: the WebSocket that carries a card's bytes. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class RelayEndpoint implements WebSocketConfigurer {
    private static final String PATH = "/relay/";
    private static final String BEARER = "Bearer ";
    private static final String CARD = "card";
    private static final String LINK = "link";
    private static final long IDLE_MILLIS = CardSessions.TIME_TO_FINISH.toMillis();

    private final LiveRelays relays;

    RelayEndpoint(LiveRelays relays) {
        this.relays = relays;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(new Frames(), PATH + "*").addInterceptors(new Admission());
    }

    @Bean
    ServletServerContainerFactoryBean webSocketLimits() {
        var limits = new ServletServerContainerFactoryBean();
        limits.setMaxBinaryMessageBufferSize(RelayFrame.MAX_BYTES);
        limits.setMaxTextMessageBufferSize(1);
        limits.setMaxSessionIdleTimeout(IDLE_MILLIS);
        return limits;
    }

    /** The token stands in a header: addresses end up in logs. */
    private final class Admission implements HandshakeInterceptor {
        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            String path = request.getURI().getPath();
            Optional<SessionId> id = SessionId.parse(path.substring(PATH.length()));
            Optional<Secret> token = token(request.getHeaders());
            Optional<RelayedCard> card =
                    id.isPresent() && token.isPresent()
                            ? relays.open(id.get(), token.get())
                            : Optional.empty();
            if (card.isEmpty()) {
                response.setStatusCode(HttpStatus.UNAUTHORIZED);
                return false;
            }
            attributes.put(CARD, card.get());
            return true;
        }

        private static Optional<Secret> token(HttpHeaders headers) {
            List<String> values = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
            if (values.size() != 1 || !values.getFirst().startsWith(BEARER)) {
                return Optional.empty();
            }
            String text = values.getFirst().substring(BEARER.length());
            return Secret.isValid(text) ? Optional.of(new Secret(text)) : Optional.empty();
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @Nullable Exception exception) {}
    }

    private static final class Frames extends BinaryWebSocketHandler {
        @Override
        public void afterConnectionEstablished(WebSocketSession session) {
            session.setBinaryMessageSizeLimit(RelayFrame.MAX_BYTES);
            var link = new WebSocketLink(session);
            session.getAttributes().put(LINK, link);
            card(session).attach(link);
        }

        @Override
        protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
            ByteBuffer payload = message.getPayload();
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            try {
                card(session).received(bytes);
            } catch (CardProtocolException e) {
                // The dialogue has been told; the line goes.
                link(session).close();
            }
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            card(session).detached(link(session));
        }

        private static RelayedCard card(WebSocketSession session) {
            if (session.getAttributes().get(CARD) instanceof RelayedCard card) {
                return card;
            }
            throw new IllegalStateException("admission sets the card");
        }

        private static WebSocketLink link(WebSocketSession session) {
            if (session.getAttributes().get(LINK) instanceof WebSocketLink link) {
                return link;
            }
            throw new IllegalStateException("the connection's start sets the link");
        }
    }
}
